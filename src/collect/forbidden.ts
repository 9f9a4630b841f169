/** The API server's words of a refused request, as written since Kubernetes 1.8. */
const REFUSED =
  /(?:"([a-z0-9][a-z0-9.-]*)[^"]*" )?is forbidden: User "([\w:@./+-]{1,253})" cannot (\w+) resource "([\w./*-]+)"(?: in API group "([\w.-]*)")?(?: in the namespace "([a-z0-9-]+)")?/;
const ACCOUNT = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/;

/**
 * @param words stderr of kubectl
 * @returns a sentence: who lacks which right where, the rule that gives it and whom the binding has to name; undefined where the API server
 *   refused in other words (an admission policy, a webhook).
 */
export function missingRight(words: string): string | undefined {
  const [, name, user, verb, resource, group = '', namespace] = REFUSED.exec(words) ?? [];
  if (user === undefined || verb === undefined || resource === undefined) return undefined;
  const [role, where] =
    namespace === undefined ? ['ClusterRole', 'in the whole cluster'] : ['Role', `in namespace ${namespace}`];
  // Of Secrets nobody is given more than the one that is named.
  const only = resource === 'secrets' && name !== undefined ? `, resourceNames: [${name}]` : '';
  const rule = `- { apiGroups: ["${group}"], resources: [${resource}]${only}, verbs: [${verb}] }`;
  const [, home, account] = ACCOUNT.exec(user) ?? [];
  const subject =
    account === undefined
      ? `{ kind: User, name: ${user} }`
      : `{ kind: ServiceAccount, name: ${account}, namespace: ${home} }`;
  const file = resource === 'pods/proxy' && verb === 'create' ? 'peel.yaml' : 'rbac.yaml';
  return `${user} may not ${verb} ${resource} ${where}. A ${role} needs the rule ${rule} and a ${role}Binding the subject ${subject} (deploy/probe/${file} has both)`;
}
