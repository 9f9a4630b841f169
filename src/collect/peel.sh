#!/bin/sh
# Plegmatic's peeler: one file, run on the node as   peel BOUNDARY CONTAINER-ID
#
# Tries the same harmless command, `true`, in one container at each layer of the chain below the kubelet, outermost first:
# dockerd or the CRI, containerd, runc. It starts processes in a container that belongs to somebody, so it is not part of
# the probes, is not in the pod unless it was asked for, and takes nothing but a container id of 64 hex digits.
#
# Output: the frames of the probes, one a layer: BOUNDARY begin LAYER / data / BOUNDARY end LAYER exit=N ms=N cap=N, last
# BOUNDARY done VERSION. Lines that start with "@ " are this script's own words; the others are the layer's.
# exit: that of the layer's own command; 3 this layer is not there ("@ none REASON"), 124 no end within its deadline.

VERSION=1
# Each layer: longer than any exec that works (0.1 to 2 s), short enough that a person waits for all of them.
SECONDS_MAX=10
CAP=8192

HOST=${PLEGMATIC_HOST:-/proc/1/root}
HOST_RUN=${PLEGMATIC_HOST_RUN:-nsenter -t 1 -m -u -i -n --}
HOST_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin:/var/lib/rancher/rke2/bin:/var/lib/rancher/k3s/data/current/bin

now() { read -r up _ </proc/uptime; NOW=$((${up%.*} * 1000 + 1${up#*.}0 - 1000)); }
none() { printf '@ none %s\n' "$*"; return 3; }
host_bin() {
  IFS_KEPT=$IFS IFS=:
  for dir in $HOST_PATH; do
    if [ -e "$HOST$dir/$1" ] || [ -L "$HOST$dir/$1" ]; then IFS=$IFS_KEPT; printf '%s\n' "$dir/$1"; return 0; fi
  done
  IFS=$IFS_KEPT
  return 1
}

# say WORDS...: the command as a person would type it, then run it; both its streams are its words. What fails by chance (a container
# at its pids limit) works most of the time: so up to three tries, until one fails.
say() {
  printf '@ ran %s\n' "$*"
  for try in 1 2 3; do
    # The id of an exec is its own: containerd takes none twice.
    # shellcheck disable=SC2046,SC2086
    $HOST_RUN $(printf '%s\n' "$@" | sed "s/^plegmatic-.*/&-$try/") 2>&1 || { rc=$?; printf '@ try %s\n' "$try"; return "$rc"; }
    # What is slow is not tried again: three slow ones would look like one that hangs.
    now
    [ $((NOW - STARTED)) -lt $((SECONDS_MAX * 250)) ] || break
  done
  printf '@ try %s\n' "$try"
}

# Folder of a running container's task: .../NAMESPACE/ID, by containerd's second or first kind of shim.
task_dir() {
  for dir in "$HOST"/run/containerd/io.containerd.runtime.v2.task/*/"$ID" "$HOST"/run/containerd/io.containerd.runtime.v1.linux/*/"$ID" \
    "$HOST"/run/docker/containerd/daemon/io.containerd.runtime.v1.linux/*/"$ID" "$HOST"/run/k3s/containerd/io.containerd.runtime.v2.task/*/"$ID"; do
    [ ! -d "$dir" ] || { echo "$dir"; return 0; }
  done
  return 1
}
namespace() { dir=$(task_dir) || return 1; dir=${dir%/*}; echo "${dir##*/}"; }

dockerd() {
  [ "$(namespace)" != k8s.io ] || { none 'this container is not of dockerd'; return; }
  bin=$(host_bin docker) || { none 'this node has no docker'; return; }
  say "$bin" -H unix:///var/run/docker.sock exec "$ID" true
}

# Without crictl nothing else on a node speaks the CRI; the kubelet above and containerd below bound it.
cri() {
  [ "$(namespace)" != moby ] || { none 'this container is of dockerd'; return; }
  bin=$(host_bin crictl) || { none 'this node has no crictl, the one program that asks the CRI as the kubelet does'; return; }
  at=/run/crio/crio.sock
  ! namespace >/dev/null && [ -S "$HOST$at" ] || at=$(containerd_socket)
  say "$bin" --runtime-endpoint "unix://$at" --timeout 9s exec --sync "$ID" true
}

containerd_socket() {
  for socket in /run/containerd/containerd.sock /run/docker/containerd/containerd.sock /run/docker/containerd/docker-containerd.sock /run/k3s/containerd/containerd.sock; do
    [ ! -S "$HOST$socket" ] || { echo "$socket"; return; }
  done
  echo /run/containerd/containerd.sock
}

containerd() {
  bin=$(host_bin ctr) || bin=$(host_bin docker-containerd-ctr) || { none 'this node has no ctr'; return; }
  space=$(namespace) || { none 'containerd keeps no running task of this container'; return; }
  say "$bin" --address "$(containerd_socket)" --connect-timeout 3s --namespace "$space" tasks exec --exec-id "plegmatic-$BOUNDARY" "$ID" true
}

# By hand, and so with the words that a shim throws away: runc init's own, above all.
runc() {
  state=
  for file in "$HOST"/run/docker/runtime-*/*/"$ID"/state.json "$HOST"/run/containerd/runc/*/"$ID"/state.json "$HOST"/run/runc/"$ID"/state.json \
    "$HOST"/run/docker/containerd/runc/*/"$ID"/state.json; do
    [ ! -f "$file" ] || state=${file#"$HOST"}
  done
  [ -n "$state" ] || { none 'no state.json of this container under the known runtime roots'; return; }
  bin=
  dir=$(task_dir) && [ -f "$dir/runtime" ] && read -r bin <"$dir/runtime"
  case $bin in /*) ;; *) bin=$(host_bin "${bin:-runc}") || bin=$(host_bin docker-runc) || { none 'no runc is installed where it is looked for'; return; } ;; esac
  say "$bin" --root "${state%/"$ID"/state.json}" exec "$ID" true
}

# --- one layer, bounded --------------------------------------------------------------------------------------------

# The layer may hang; it holds no descriptor of the exec stream, so what waits for that stream never waits for it.
emit() {
  printf '%s begin %s\n' "$BOUNDARY" "$1"
  rc=$({ { "$1" 3>&- 4>&-; echo "$?" >&3; } | head -c $((CAP + 1)) >&4 3>&-; } 3>&1)
  now
  [ $((NOW - STARTED)) -lt $((SECONDS_MAX * 1000)) ] || rc=124
  printf '\n%s end %s exit=%s ms=%s cap=%s\n' "$BOUNDARY" "$1" "${rc:-141}" $((NOW - STARTED)) "$CAP"
}

# Descendants of our own child and nothing else: first those it waits for, so that what was said is kept; then all of them.
own() {
  cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^\([0-9]*\) (\(.*\)) [A-Za-z] \([0-9]*\) .*/\1 \3 \2/p' |
    awk -v top="$1" -v how="$2" '{ parent[$1] = $2; comm[$1] = $3 } END {
      own[top] = 1
      do { grew = 0; for (p in parent) if (!(p in own) && (parent[p] in own)) { own[p] = 1; grew = 1 } } while (grew)
      for (p in own) if (p in parent) busy[parent[p]] = 1
      for (p in own) if (how == "hard" || (!(p in busy) && p != top && comm[p] != "head")) print p }'
}
end_job() {
  # shellcheck disable=SC2046
  kill -9 $(own "$1" "$2") 2>/dev/null
}

layer() {
  now
  STARTED=$NOW
  emit "$1" 4>&1 </dev/null &
  job=$!
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.2 2>/dev/null || sleep 1
    now
    if [ $((NOW - STARTED)) -ge $((SECONDS_MAX * 1000 + 2000)) ]; then
      end_job "$job" hard
      printf '\n%s end %s exit=124 ms=%s cap=%s\n' "$BOUNDARY" "$1" $((NOW - STARTED)) "$CAP"
      break
    fi
    [ $((NOW - STARTED)) -lt $((SECONDS_MAX * 1000)) ] || end_job "$job" soft
  done
}

main() {
  BOUNDARY=${1:-} ID=${2:-}
  case $BOUNDARY in '' | *[!0-9a-f]*) BOUNDARY= ;; esac
  case $ID in *[!0-9a-f]*) ID= ;; esac
  if [ $# -ne 2 ] || [ -z "$BOUNDARY" ] || [ ${#ID} -ne 64 ]; then
    echo 'usage: peel BOUNDARY CONTAINER-ID   (lower-case hex; the id has 64 digits)' >&2
    exit 64
  fi
  LC_ALL=C PATH=${PATH:-/bin}:/usr/sbin:/usr/bin:/sbin:/bin
  export LC_ALL PATH
  now
  BEGUN=$NOW
  for name in dockerd cri containerd runc; do layer "$name"; done
  now
  printf '%s done %s ms=%s\n' "$BOUNDARY" "$VERSION" $((NOW - BEGUN))
}

main "$@"
