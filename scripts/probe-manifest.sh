#!/bin/sh
# probe-manifest.sh [--peel] [IMAGE]: prints what `kubectl apply -f -` needs for the probe pods. The ConfigMap is made here, from
# the one file that is also tested, so the two cannot drift. IMAGE needs a POSIX shell, awk, find, stat, readlink and nsenter.
set -eu
cd "$(dirname "$0")/.."
# Off unless asked for: the program and the right that start processes in application containers.
peel=
if [ "${1:-}" = --peel ]; then peel=1; shift; fi
image=${1:-debian:bookworm-slim}
case $image in *[!A-Za-z0-9./:@_-]*) echo "probe-manifest.sh: not an image name: $image" >&2; exit 64 ;; esac
sum=$(sha256sum src/collect/probes.sh | cut -c1-64)
cat deploy/probe/rbac.yaml
[ -z "$peel" ] || { echo ---; cat deploy/probe/peel.yaml; }
printf -- '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: plegmatic-probes, namespace: plegmatic }\ndata:\n  probe: |\n'
sed 's/^\(.\)/    \1/' src/collect/probes.sh
[ -z "$peel" ] || { printf '  peel: |\n'; sed 's/^\(.\)/    \1/' src/collect/peel.sh; }
printf -- '---\n'
sed -e "s|PROBE_IMAGE|$image|" -e "s|PROBES_SHA256|$sum|" deploy/probe/daemonset.yaml
