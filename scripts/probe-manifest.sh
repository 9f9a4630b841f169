#!/bin/sh
# probe-manifest.sh [--peel] [IMAGE]: prints what `kubectl apply -f -` needs for the probe pods. The ConfigMap is made here, from
# the files that are also tested, so they cannot drift. IMAGE needs a POSIX shell, awk, find, stat, readlink and nsenter; and for
# the recorder perl or a busybox nc, and sha256sum. The recorder's key is new each time; PLEGMATIC_RECORDER_KEY=HEX keeps one.
set -eu
cd "$(dirname "$0")/.."
# Off unless asked for: the program and the right that start processes in application containers.
peel=
if [ "${1:-}" = --peel ]; then peel=1; shift; fi
image=${1:-debian:bookworm-slim}
case $image in *[!A-Za-z0-9./:@_-]*) echo "probe-manifest.sh: not an image name: $image" >&2; exit 64 ;; esac
key=${PLEGMATIC_RECORDER_KEY:-$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')}
case $key in *[!0-9a-f]* | '') echo 'probe-manifest.sh: PLEGMATIC_RECORDER_KEY is lower-case hex' >&2; exit 64 ;; esac
sum=$(cat src/collect/probes.sh src/collect/recorder.sh | sha256sum | cut -c1-64)
cat deploy/probe/rbac.yaml
[ -z "$peel" ] || { echo ---; cat deploy/probe/peel.yaml; }
printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: { name: plegmatic-recorder, namespace: plegmatic }\nstringData: { key: "%s" }\n' "$key"
printf -- '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: plegmatic-probes, namespace: plegmatic }\ndata:\n  probe: |\n'
sed 's/^\(.\)/    \1/' src/collect/probes.sh
printf '  recorder: |\n'
sed 's/^\(.\)/    \1/' src/collect/recorder.sh
[ -z "$peel" ] || { printf '  peel: |\n'; sed 's/^\(.\)/    \1/' src/collect/peel.sh; }
printf -- '---\n'
sed -e "s|PROBE_IMAGE|$image|" -e "s|PROBES_SHA256|$sum|" deploy/probe/daemonset.yaml
