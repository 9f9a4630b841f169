#!/bin/sh
# Plegmatic's recorder: the main process of the probe pod.   recorder PORT [ADDRESS]
#
# It keeps a bounded snapshot of the probes and hands it to whoever holds the key, over HTTP, on a port of the pod: no process
# is started through the kubelet, the CRI, containerd or runc for it, so it answers when those are the patient.
#   GET /BOUNDARY/sha256("KEY BOUNDARY")             ->   "snapshot BOUNDARY age=SECONDS", then the frames of the probes
#   GET /BOUNDARY/sha256("KEY BOUNDARY FROMtoTO")/FROMtoTO      the same, with the logs of that time too (minutes as the bundle takes them)
#   POST /BOUNDARY/sha256("KEY BOUNDARY ID")/ID      ->   the frames of the peeler for container ID, where the pod has it; once a BOUNDARY
# It writes nothing but its own snapshot, to a memory disk of its pod. Needs what the probes need, sha256sum, and to listen
# perl or a busybox nc; without these the pod still serves exec. Nothing of a snapshot goes to stdout: `kubectl logs` shows two lines.

PROBE=${PLEGMATIC_PROBE:-/plegmatic/probe}
PEEL=${PLEGMATIC_PEEL:-/plegmatic/peel}
SNAPSHOTS=${PLEGMATIC_SNAPSHOTS:-/snapshot}
KEY_FILE=${PLEGMATIC_RECORDER_KEY:-/recorder/key}
# Between two snapshots nobody asked for: half a second of CPU every five minutes, and the growth of counters since then.
EVERY_SECONDS=${PLEGMATIC_RECORDER_EVERY:-300}
# Who asks gets one younger than this, or waits for a new one; then the last one, with its age. (OF_NOW_MS of the collector)
FRESH_SECONDS=5
WAIT_SECONDS=${PLEGMATIC_RECORDER_WAIT:-25}

uptime_seconds() { read -r up _ </proc/uptime; UP=${up%.*}; }

# refresh [FROM/TO]. One at a time: whoever finds the lock taken leaves it to the other. A lock older than any bundle can run is a dead one's.
refresh() {
  uptime_seconds
  if ! mkdir "$SNAPSHOTS/busy" 2>/dev/null; then
    read -r since 2>/dev/null <"$SNAPSHOTS/busy/since" || since=0
    [ $((UP - since)) -gt 90 ] || return 0
  fi
  echo "$UP" >"$SNAPSHOTS/busy/since"
  boundary=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  { echo "$boundary $UP${1:+ $1}"; "$PROBE" "$boundary" ${1:+"window/$1"} </dev/null 2>/dev/null; } >"$SNAPSHOTS/new"
  # 75: an exec has the node; what was read before stays.
  if [ $? = 75 ]; then rm "$SNAPSHOTS/new"; else mv "$SNAPSHOTS/new" "$SNAPSHOTS/last"; fi
  rm -r "$SNAPSHOTS/busy"
}

age() {
  uptime_seconds
  read -r _ taken of 2>/dev/null <"$SNAPSHOTS/last" || return 1
  AGE=$((UP - taken))
}

# Young enough, or begun since it was asked for (on a slow node it takes longer than it stays young); and of the window that is asked for.
fresh() {
  age && { [ -z "$window" ] || [ "$window" = "$of" ]; } &&
    { [ "$AGE" -le $FRESH_SECONDS ] || { [ -n "$before" ] && [ "$taken" -ge "$before" ]; }; }
}

reply() { printf 'HTTP/1.0 %s\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n' "$1"; }

# One request on stdin and stdout.
answer() {
  LC_ALL=C
  read -r method path _ || exit 0
  lines=0
  while [ $lines -lt 100 ] && read -r line; do
    case $line in '' | "$(printf '\r')") break ;; esac
    lines=$((lines + 1))
  done
  # kubectl puts its own timeout behind a question mark
  path=${path%%\?*}
  asked=${path#/}
  given=${asked#*/} asked=${asked%%/*} id=
  case $given in */*) id=${given#*/} given=${given%%/*} ;; esac
  case $method:$asked:$given:x$id in *[!0-9A-Za-z:]* | *::*) reply '400 Bad Request'; exit 0 ;; esac
  key=
  # A secret ends without a newline: read fails, and has read it.
  read -r key 2>/dev/null <"$KEY_FILE"
  [ -n "$key" ] || { reply '503 Service Unavailable'; echo 'the recorder has no key'; exit 0; }
  right=$(printf '%s %s' "$key" "$asked${id:+ $id}" | sha256sum)
  [ "$given" = "${right%% *}" ] || { reply '403 Forbidden'; echo 'the recorder has another key'; exit 0; }
  window='' before=''
  case $method:$id in
    GET:) ;;
    GET:[0-9]*to[0-9]*) window=${id%%to*}/${id#*to} ;;
    POST:?*) peel; exit 0 ;;
    *) reply '405 Method Not Allowed'; exit 0 ;;
  esac
  case $window in *[!0-9z/]*) reply '400 Bad Request'; exit 0 ;; esac
  if ! fresh; then
    uptime_seconds
    before=$UP
    # It outlives this request if need be, and then serves the next one; it must not hold the connection meanwhile. (A redirection
    # of the call alone would: the shell keeps the old descriptors to restore them.)
    # Again where another one, without this window, was under way.
    while [ $((UP - before)) -lt "$WAIT_SECONDS" ]; do
      [ -d "$SNAPSHOTS/busy" ] || (exec </dev/null >/dev/null 2>&1; refresh $window &)
      sleep 1 || break
      ! fresh || break
    done
  fi
  # On a slow node the new one is still being written: what it has so far is of now, the last whole one of then.
  if ! fresh && grep -q ' begin ' "$SNAPSHOTS/new" 2>/dev/null && serve <"$SNAPSHOTS/new"; then exit 0; fi
  age || { reply '503 Service Unavailable'; echo 'the recorder has no snapshot yet'; exit 0; }
  serve <"$SNAPSHOTS/last"
}

# Starts processes in a container, so whoever reads this path in a log of the API server must not be able to ask it again.
peel() {
  [ -f "$PEEL" ] || { reply '404 Not Found'; echo 'this probe pod has no peeler'; return; }
  mkdir "$SNAPSHOTS/peeled-$asked" 2>/dev/null || { reply '403 Forbidden'; echo 'this was asked before'; return; }
  reply '200 OK'
  "$PEEL" "$asked" "$id" </dev/null 2>/dev/null
}

# A snapshot on stdin.
serve() {
  read -r boundary taken _ || return 1
  uptime_seconds
  reply '200 OK'
  printf 'snapshot %s age=%s\n' "$boundary" $((UP - taken))
  cat
}

# At most four at once, each for a minute at most. On the pod's address alone where it is given, else on all.
LISTEN='
  use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6); use POSIX ":sys_wait_h";
  my ($port, $address, @answer) = @ARGV; my %busy;
  my $six = inet_pton(AF_INET6, $address); my $four = $address eq "" ? INADDR_ANY : inet_pton(AF_INET, $address);
  my $at = $six ? pack_sockaddr_in6($port, $six) : $four ? sockaddr_in($port, $four) : exit 1;
  socket(S, $six ? AF_INET6 : AF_INET, SOCK_STREAM, 0) && setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1) && bind(S, $at) or exit 1;
  listen(S, 8) or exit 1;
  while (1) {
    accept(C, S) or next;
    while ((my $gone = waitpid(-1, WNOHANG)) > 0) { delete $busy{$gone} }
    if (keys(%busy) < 4) {
      my $child = fork;
      if (defined $child && !$child) { alarm 60; open(STDIN, "<&C"); open(STDOUT, ">&C"); close S; exec @answer; exit 1 }
      $busy{$child} = 1 if $child;
    }
    close C;
  }'

listen() {
  while :; do
    if command -v perl >/dev/null; then perl -e "$LISTEN" "$1" "$2" "$0" answer
    elif nc --help 2>&1 | grep -q -e '-e PROG'; then nc -ll -p "$1" -e "$0" answer
    else echo 'recorder: neither perl nor a busybox nc here: exec is the only way to this node'; return; fi
    echo "recorder: $2 port $1 cannot be listened on, or the listener ended; once more in a minute"
    sleep 60
  done
}

main() {
  PATH=${PATH:-/bin}:/usr/sbin:/usr/bin:/sbin:/bin
  case ${1:-} in answer) answer; exit 0 ;; '' | *[!0-9]*) echo 'usage: recorder PORT [ADDRESS]' >&2; exit 64 ;; esac
  rm -rf "$SNAPSHOTS/busy" 2>/dev/null
  listen "$1" "${2:-}" </dev/null 2>/dev/null &
  server=$!
  trap 'kill $server $waiting 2>/dev/null; exit 0' TERM INT
  while :; do
    [ ! -d "$SNAPSHOTS" ] || refresh
    sleep "$EVERY_SECONDS" &
    waiting=$!
    wait $waiting
  done
}

main "$@"
