/** What to type, for whoever asks `help` or nothing at all. */
export const HELP = [
  'I read errors of the container-runtime chain and say which link broke, how I know, and what to do.',
  '• Paste an error in a channel I am in: I answer in its thread if I recognise it.',
  '• Mention me in a thread: I read the whole thread, files included, and always answer.',
  '• `/diagnose NODE`, `/diagnose CLUSTER/NODE` or `/diagnose POD`: I look at the node. Alone, `/diagnose` opens a form.',
  '• Slash commands do not work inside threads; there use a mention, or the message menu: "Diagnose this message".',
].join('\n');
