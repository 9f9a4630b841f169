#!/bin/sh
# offline.sh FOLDER: makes FOLDER a build context for deploy/Dockerfile that needs no network: the built program with its
# production packages, and two tiny contexts beside it, for the images BASE (node) and KUBECTL. Run `npm run build` before.
# NODE_PROGRAM and KUBECTL_PROGRAM name the programs to put in; default: those on PATH. FROM_IMAGE: any glibc image at hand.
set -eu
folder=${1:?usage: offline.sh FOLDER}
from=${FROM_IMAGE:-debian:bookworm-slim}
node=$(readlink -f "${NODE_PROGRAM:-$(command -v node)}")
kubectl=$(readlink -f "${KUBECTL_PROGRAM:-$(command -v kubectl)}")
cd "$(dirname "$0")/../.."
[ -d dist/bin ] || [ -f dist/src/cli.js ] || { echo "offline.sh: dist/ is missing; run: npm run build" >&2; exit 1; }

mkdir -p "$folder/app/src/collect" "$folder/app/deploy" "$folder/node" "$folder/kubectl"
cp -Rp package.json package-lock.json bin dist knowledge "$folder/app/"
# Only what runs: tests and tools compiled beside it stay out.
rm -rf "$folder/app/dist/test" "$folder/app/dist/bench"
cp src/collect/*.sh "$folder/app/src/collect/"
cp deploy/Dockerfile "$folder/app/deploy/Dockerfile"
npm ls --omit=dev --all --parseable 2>/dev/null | sed -n "s|^$(pwd)/||p" | while read -r package; do
  mkdir -p "$folder/app/$(dirname "$package")"
  [ -d "$folder/app/$package" ] || cp -R "$package" "$folder/app/$package"
done

cp "$node" "$folder/node/node"
printf 'FROM %s\nCOPY node /usr/local/bin/node\n' "$from" >"$folder/node/Dockerfile"
cp "$kubectl" "$folder/kubectl/kubectl"
printf 'FROM scratch\nCOPY kubectl /bin/kubectl\n' >"$folder/kubectl/Dockerfile"
echo "context in $folder: build node/ as BASE, kubectl/ as KUBECTL, then app/ with -f deploy/Dockerfile"
