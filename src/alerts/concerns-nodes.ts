/** Rules are named after what they watch: KubeletDown, NodeFilesystemFull, HostOutOfMemory, node_down. */
const RULE = /\b(?:Kube|Node|Host)[A-Z]\w+|\b(?:kube|node|host)_\w+/;

/** Whether an alert that says nothing of the runtime chain may be about a node all the same. */
export const concernsNodes = (text: string): boolean => RULE.test(text);
