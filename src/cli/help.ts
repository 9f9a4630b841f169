const HELP = `plegmatic: what broke in the container-runtime chain of a node, how we know, and what to do now.

  plegmatic explain [FILE|-]           read an error or a log (plain or gzip, up to 20 MB) and say what it means
      --facts FACTS.json               what is known of the node: {"runc.version": "1.1.5"} or the facts of --json
      --bundle FILE                    diagnose what node --bundle wrote, offline, with or without a text
      --json                           print the report as one JSON object
      --jsonl                          batch: one {"id", "text", "facts"?} a line in, one object a line out, in order
      --lang en|zh                     language of the headings (default: that of the text)
      --knowledge DIR                  another folder of signatures, beside the shipped one (may be repeated)
  plegmatic node NODE                  collect from a node with kubectl, read-only, and diagnose it now
      --bundle OUT.tar.gz              write what was read, without secrets, for whoever looks at it elsewhere
      --around TIME                    read the logs around that time too: 2026-11-22T03:12Z, "03:12 UTC", "11:05 +08:00",
                                       or "2026-11-22 03:12" of the node's own clock
      --peel CONTAINER                 also try \`true\` in that container at kubelet, dockerd or CRI, containerd and runc:
                                       starts processes in it (NAMESPACE/POD[/CONTAINER] or an id)
      --context CTX  --json  --lang  --knowledge DIR
  plegmatic knowledge list [DIR...]    every known failure, yours in DIR included
  plegmatic knowledge show ID [DIR...] one of them: words, checks, runbook, sources
  plegmatic knowledge check [DIR...]   what is wrong with signatures and their cases, where, and the fix
  plegmatic knowledge test [ID|DIR...] which cases do not hold: of these ids, of your folders, or of everything shipped
  plegmatic knowledge new ID           print an empty signature and its cases
  plegmatic knowledge draft FILE --id ID
                                       draft one from a thread or log: redacted, variable parts generalised
      --into DIR                       new and draft: write the two files there instead of printing them
  plegmatic start                      run the Slack bot and the collector (settings: docs/settings.md)
      --role bot|collector|all         only one of the two in this process (default: all)
  plegmatic doctor                     look at Redis, Slack, kubectl, rights and probe pods: what is wrong, and its fix
      --role bot|collector|all         demand what this role needs (default: look at whatever there are credentials for)
      --json                           one JSON object; exit 1 when something failed
  plegmatic demo                       the bot against a simulated Slack and cluster
  plegmatic help [WORD] | --version

Examples
  journalctl -u kubelet -S -1h | plegmatic explain -
  plegmatic explain error.txt --facts facts.json
  plegmatic node node-7 --context prod

Exit: 0 something was recognised, 3 nothing was, 2 usage, 1 failure.
`;

const FIRST = /^ {2}plegmatic (\S+)/;

/** @param about a word of the command line; absent or strange: all of them. */
export function helpOf(about?: string): string {
  const [commands = ''] = HELP.split('\n\nExamples');
  let word: string | undefined;
  const own = commands.split('\n').filter((line) => {
    word = FIRST.exec(line)?.[1] ?? word;
    return word !== undefined && word === about;
  });
  return own.length === 0 ? HELP : `${own.join('\n')}\n\nAll commands: plegmatic help\n`;
}
