import { ALERTMANAGER } from './alertmanager.js';
import { DATADOG } from './datadog.js';
import { GRAFANA } from './grafana.js';
import { OPSGENIE } from './opsgenie.js';
import { PAGERDUTY } from './pagerduty.js';
import { ROBUSTA } from './robusta.js';
import type { Shape } from './shape.js';

/** Messages of alert bots: each says where its shape comes from. */
export const SHAPES: readonly Shape[] = [ALERTMANAGER, GRAFANA, PAGERDUTY, OPSGENIE, DATADOG, ROBUSTA];
