#!/bin/sh
# Plegmatic's probes: one file, run on the node as   probe BOUNDARY [window/FROM/TO] [PROBE...]
#
# FROM and TO are minutes as YYYYMMDDhhmm, of the node's own time or, with a z behind, of UTC: the logs of then are read beside
# those of now.
#
# It only reads. It opens no pipe, traces nothing, writes nothing, and kills nothing but its own children that outlast
# their deadline. Needs a POSIX shell (dash, busybox ash), awk, head, tail, tr, find, stat and readlink of the pod;
# nsenter where a program of the host has to speak for itself. What is missing makes a fact unknown, never false.
#
# Output: per probe   BOUNDARY begin ID / data / BOUNDARY end ID exit=N ms=N cap=N   and last   BOUNDARY done VERSION.
# Lines of data that start with "@ " are this script's own words; all others are what was read.
# Exit 75: another bundle held this node for too long; nothing was read.
# exit: 0 read, 3 not on this node ("@ none REASON"), 124 deadline, 125 not started (the node was too slow before).
# Everything is in functions and the last line starts it: a file cut on its way here does nothing.

VERSION=1
# Lines older than this are not asked for: an incident is minutes old when somebody types the report.
WINDOW_MINUTES=30
# No probe starts later than this: whoever waits for us gives up some time after.
TOTAL_MS=35000

# How long another bundle on this node is waited for: one takes half a second where all is well.
WAIT_SECONDS=${PLEGMATIC_WAIT:-10}

# What a captured root replaces to stand in for a node; the defaults are the real thing.
PROC=${PLEGMATIC_PROC:-/proc}
HOST=${PLEGMATIC_HOST:-/proc/1/root}
HOST_RUN=${PLEGMATIC_HOST_RUN:-nsenter -t 1 -m -u -i -n --}
STATFS=${PLEGMATIC_STATFS:-stat -f -c}
HTTP_GET=${PLEGMATIC_HTTP_GET:-}
DMESG=${PLEGMATIC_DMESG:-dmesg}
SNAPSHOT=${PLEGMATIC_SNAPSHOT:-/snapshot/last}
# The file that stands for this node's turn; a captured root is a node of its own.
LOCK=${PLEGMATIC_LOCK:-${PLEGMATIC_PROC:+none}}
LOCK=${LOCK:-$0}

HOST_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin:/var/lib/rancher/rke2/bin:/snap/bin

CHEAP='clock processes threads shims pipes cgroup.before cgroup.pids cgroup.memory cgroup.freezer runc.states os sysctls limits disks nvidia.driver'
CONFIGURED='kubelet.config containerd.config version.kubelet version.dockerd version.containerd version.runc version.nvidia version.crio'
LOGS='kernel.log journal.kubelet journal.dockerd journal.containerd audit.kills'
ASKED='units time kubelet.answers dockerd.answers containerd.answers cri.answers dockerd.info'
TWICE='cgroup.pids cgroup.memory runc.states'

# --- running one probe -------------------------------------------------------------------------------------------

# Milliseconds since boot, without starting a process.
now() { read -r up _ </proc/uptime; NOW=$((${up%.*} * 1000 + 1${up#*.}0 - 1000)); }

# Deadline in seconds and cap in bytes of a probe.
bounds() {
  SECONDS_MAX=4 CAP=262144
  case $1 in
    processes* | pipes) SECONDS_MAX=5 ;;
    # Twice the lines where those of another time are read too.
    journal.* | kernel.log) SECONDS_MAX=6; [ -z "$FROM" ] || SECONDS_MAX=10 ;;
    audit.kills) SECONDS_MAX=6 ;;
    version.*) SECONDS_MAX=6 CAP=16384 ;;
    *.answers) CAP=8192 ;;
  esac
}

# The part of a probe that may get stuck. Only the innermost command can block in the kernel: it holds no descriptor of
# the exec stream (3 and 4 are closed for it) nor our turn (9), so what waits for either never waits for it.
emit() {
  rc=$({ { "$2" 2>/dev/null 3>&- 4>&- 9<&-; echo "$?" >&3; } | head -c $((CAP + 1)) >&4 3>&- 9<&-; } 3>&1)
  now
  [ $((NOW - STARTED)) -lt $((SECONDS_MAX * 1000)) ] || rc=124
  printf '\n%s end %s exit=%s ms=%s cap=%s\n' "$BOUNDARY" "$1" "${rc:-141}" $((NOW - STARTED)) "$CAP"
}

# One bundle at a time on a node, whoever starts it: an exec, the recorder of the same pod and a person with this file all lock the
# file itself, which writes nothing. Without flock, or from stdin, there is no turn to wait for.
take_turn() {
  case $LOCK in /*) ;; *) return 0 ;; esac
  command -v flock >/dev/null && [ -r "$LOCK" ] || return 0
  exec 9<"$LOCK"
  now
  since=$NOW
  until flock -n 9; do
    # A sign of life: whoever listens takes an exec that says nothing for one that hangs.
    [ "$NOW" -ne "$since" ] || echo
    [ $((NOW - since)) -lt $((WAIT_SECONDS * 1000)) ] || return 1
    sleep 1
    now
  done
}

# own PID soft: the commands that a probe waits for, so that the probe itself goes on and what it printed is kept.
# own PID hard: all descendants of our own child, and it, without waiting: one of them may be unkillable for now.
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

# stuck ID PID: by what the innermost commands of a probe are held, told when all is done: state, kernel function, name.
BLOCKED=
stuck() {
  for held in $(own "$2" soft); do
    line='' wchan=''
    read -r line 2>/dev/null <"/proc/$held/stat"
    read -r wchan 2>/dev/null <"/proc/$held/wchan"
    name=${line#*[(]} state=${line##*[)]' '}
    name=${name%[)]*}
    state=${state%%' '*}
    BLOCKED="$BLOCKED$1 $state ${wchan:-?} $name
"
  done
}

# run ID FUNCTION
run() {
  bounds "$1"
  now
  STARTED=$NOW
  printf '%s begin %s\n' "$BOUNDARY" "$1"
  if [ $((NOW - BEGUN)) -gt "$TOTAL_MS" ]; then
    printf '\n%s end %s exit=125 ms=0 cap=%s\n' "$BOUNDARY" "$1" "$CAP"
    return
  fi
  emit "$1" "$2" 4>&1 </dev/null &
  job=$!
  while :; do
    ticked=
    wait "$job" 2>/dev/null
    [ -n "$ticked" ] || break
    now
    [ $((NOW - STARTED)) -ge $((SECONDS_MAX * 1000)) ] || continue
    case $BLOCKED in *"$1 "*) ;; *) stuck "$1" "$job" ;; esac
    end_job "$job" soft
    if [ $((NOW - STARTED)) -ge $((SECONDS_MAX * 1000 + 2000)) ]; then
      end_job "$job" hard
      printf '\n%s end %s exit=124 ms=%s cap=%s\n' "$BOUNDARY" "$1" $((NOW - STARTED)) "$CAP"
      break
    fi
  done
}

# --- finding things ----------------------------------------------------------------------------------------------

none() { printf '@ none %s\n' "$*"; return 3; }

# there PATH: a file of the host. A link that starts at / starts at the host's /, not at ours: its target is looked for there.
there() {
  [ ! -e "$HOST$1" ] || return 0
  [ -L "$HOST$1" ] || return 1
  target=$(readlink "$HOST$1")
  case $target in /*) [ -e "$HOST$target" ] || [ -L "$HOST$target" ] ;; *) return 1 ;; esac
}

# Absolute path of a program of the host, in HOST_PATH or $2.
host_bin() {
  case $1 in /*) there "$1" && printf '%s\n' "$1"; return ;; esac
  IFS_KEPT=$IFS IFS=:
  for dir in ${2:-$HOST_PATH}; do
    if there "$dir/$1"; then IFS=$IFS_KEPT; printf '%s\n' "$dir/$1"; return 0; fi
  done
  IFS=$IFS_KEPT
  return 1
}

# Reads nothing but stat files, which never wait for the process. One line each for what matters:
# the runtime chain, pid 1, anything in D or Z.   pid ppid state session pgrp tpgid nice threads elapsed comm
scan() {
  read -r up _ <"$PROC/uptime"
  # What this very collection started is not the node's doing.
  self=0
  [ "$PROC" != /proc ] || read -r _ _ _ _ _ self _ </proc/self/stat
  printf '%s\n' "$PROC"/[0-9]*/stat | awk -v up="${up%%.*}" -v self="$self" '
    { file = $0; text = ""; lines = 0
      while (lines < 4 && (getline line < file) > 0) { text = text (lines++ ? "?" : "") line; if (line ~ /\) [A-Za-z] /) break }
      close(file)
      open = index(text, "("); end = 0
      for (i = length(text); i > open; i--) if (substr(text, i, 1) == ")") { end = i; break }
      if (!open || !end) next
      pid = substr(text, 1, open - 2); comm = substr(text, open + 1, end - open - 1); n = split(substr(text, end + 2), f, " ")
      if (n < 20 || (self && f[4] == self)) next
      seen++
      if (f[1] != "D" && f[1] != "Z" && pid != 1 &&
          comm !~ /^(kubelet|hyperkube|chronyd|k3s|rke2|dockerd|docker-|containerd|cri-dockerd|crio|conmon|runc|crun|nvidia-contain|docker-runc)/) next
      if (++kept > 1500) next
      print pid, f[2], f[1], f[4], f[3], f[6], f[17], f[18], int(up - f[20] / 100), comm }
    END { print "@ scanned", seen + 0, "kept", (kept > 1500 ? 1500 : kept + 0), "of", kept + 0 }'
}

# The daemons of the chain: one line each,  comm pid here|away  (here: in the mount namespace of pid 1, so not inside a container).
daemons() {
  found=$(printf '%s\n' "$CHAIN" | awk '$3 != "Z" && $10 ~ /^(kubelet|hyperkube|dockerd|dockerd-current|containerd|docker-containe|containerd-shim.*|crio|chronyd)$/ { print $1, $10 }')
  inodes=$(stat -L -c '%i %n' "$PROC/1/ns/mnt" $(printf '%s\n' "$found" | awk -v proc="$PROC" 'NF { print proc "/" $1 "/ns/mnt" }') 2>/dev/null)
  printf '%s\n' "$found" | awk -v proc="$PROC" -v inodes="$inodes" '
    BEGIN { n = split(inodes, f, /[ \n]/); for (i = 1; i < n; i += 2) inode[f[i + 1]] = f[i] }
    NF { at = inode[proc "/" $1 "/ns/mnt"]; print $2, $1, (at == inode[proc "/1/ns/mnt"] ? "here" : "away") }'
}

# pids_of COMM...: their pids; those here if any is, else those that run inside a container (a kubelet in one is still the node's).
pids_of() {
  here='' away=''
  while read -r comm pid where; do
    for name in "$@"; do
      # shellcheck disable=SC2254
      case $comm in $name) if [ "$where" = here ]; then here="$here $pid"; else away="$away $pid"; fi ;; esac
    done
  done <<DAEMONS
$DAEMONS
DAEMONS
  echo "${here:-$away}"
}
is_away() { [ -n "$(printf '%s\n' "$DAEMONS" | awk -v pid="$1" '$2 == pid && $3 == "away"')" ]; }

args_of() { tr '\000-\037\177' ' ' <"$PROC/$1/cmdline"; }

# flag NAME < one argument per line: value of --NAME=V or --NAME V
flag() { awk -v name="--$1" 'take { print; exit } $0 == name { take = 1; next } index($0, name "=") == 1 { print substr($0, length(name) + 2); exit }'; }

# --- what is read ------------------------------------------------------------------------------------------------

clock() {
  cat "$PROC/uptime"
  sed 's/^/@ host /' "$PROC/sys/kernel/hostname" 2>/dev/null
  date -u '+utc %Y-%m-%dT%H:%M:%SZ'
  TZ="$HOST/etc/localtime" date '+zone %z'
}

processes() {
  printf '%s\n' "$CHAIN"
  # First everything that cannot block, then names of kernel functions, last the command lines, each of which may.
  rows=$(printf '%s\n' "$CHAIN" | awk '$1 != "@" { print $1, $3 }')
  printf '%s\n' "$rows" | while read -r pid _; do
    wchan=
    read -r wchan 2>/dev/null <"$PROC/$pid/wchan"
    [ -z "$wchan" ] || printf 'wchan %s %s\n' "$pid" "$wchan"
  done
  printf '%s\n' "$rows" | while read -r pid state; do
    case $state in D | Z) continue ;; esac
    printf 'args %s ' "$pid"
    args_of "$pid"
    echo
  done
  printf '@ args done\n'
  # Where an init may be frozen. Last, for the kernel takes its lock of all cgroups for it.
  init_pids | awk -v proc="$PROC" '{ file = proc "/" $1 "/cgroup"
    while ((getline line < file) > 0) if (sub(/^[0-9]+:freezer:|^0::/, "", line)) print "cgroup", $1, line
    close(file) }'
}

# Threads of the daemons by state and kernel function: stat and wchan answer whatever the thread does.
threads() {
  for pid in $(printf '%s\n' "$CHAIN" | awk '$3 != "Z" && $10 ~ /^(kubelet|hyperkube|dockerd|containerd|docker-containe|containerd-shim|crio|conmon|runc)/ { print $1 }' | head -n 60); do
    printf '%s\n' "$PROC/$pid/task"/*
  done | awk '
    { file = $0; n = split(file, f, "/"); pid = f[n - 2]; text = ""; wchan = ""
      if ((getline text < (file "/stat")) <= 0) next
      close(file "/stat")
      end = 0; for (i = length(text); i > 0; i--) if (substr(text, i, 1) == ")") { end = i; break }
      if (!end) next
      if ((getline wchan < (file "/wchan")) <= 0 || wchan == "0") wchan = "-"
      close(file "/wchan")
      count[pid " " substr(text, end + 2, 1) " " wchan]++ }
    END { for (key in count) print key, count[key]; print "@ threads done" }'
  printf '%s\n' "$CHAIN" | awk '$1 != "@" { print "comm", $1, $10 }'
}

# container_of PID: the id in its cgroup's path, as both kinds write it (.../ID, .../docker-ID.scope, .../cri-containerd-ID.scope).
container_of() {
  while IFS=: read -r _ _ at; do
    at=${at##*/} at=${at%.scope} at=${at##*[-:]}
    case $at in *[!0-9a-f]*) ;; ????????????????????????????????????????????????????????????????) echo "$at"; return ;; esac
  done <"$PROC/$1/cgroup"
}

# A shim without children and without a folder of its container looks after nothing.
shims() {
  parents=$(printf '%s\n' "$PROC"/[0-9]*/stat | awk '{ text = ""; if ((getline text < $0) <= 0) next; close($0)
    end = 0; for (i = length(text); i > 0; i--) if (substr(text, i, 1) == ")") { end = i; break }
    split(substr(text, end + 2), f, " "); n[f[2]]++; child[f[2]] = substr(text, 1, index(text, " ") - 1) } END { for (p in n) printf " %s:%s/%s", p, n[p], child[p]; print " " }')
  printf '%s\n' "$CHAIN" | awk '$10 ~ /^(docker-)?containerd-s/ && $3 != "Z" && $3 != "D" { print $1, $9 }' | while read -r pid elapsed; do
    args=$(args_of "$pid")
    id='' space=''
    # shellcheck disable=SC2086
    set -- $args
    while [ $# -gt 1 ]; do
      case $1 in -id | --id) id=$2 ;; -namespace | --namespace) space=$2 ;; -workdir) id=${2##*/} space=${2%/*} space=${space##*/} ;; esac
      shift
    done
    # Without a process for each: a node may have hundreds.
    children=0 child=
    case $parents in *" $pid:"*) children=${parents#*" $pid:"} children=${children%% *} child=${children#*/} children=${children%/*} ;; esac
    # The oldest ones have no flags: then the cgroup of a child says whose it is.
    [ -n "$id" ] || [ -z "$child" ] || id=$(container_of "$child" 2>/dev/null)
    case $id in '') continue ;; esac
    case $id$space in *[!0-9A-Za-z._-]*) continue ;; esac
    bundle=0
    for dir in "$HOST"/run/containerd/io.containerd.runtime.v[12].*/"$space/$id" "$HOST"/run/docker/containerd/daemon/io.containerd.runtime.v1.linux/"$space/$id" "$HOST"/run/docker/libcontainerd/containerd/"$id"; do
      [ ! -d "$dir" ] || bundle=1
    done
    printf 'shim %s %s %s %s %s %s\n' "$pid" "${space:--}" "$id" "$elapsed" "$children" "$bundle"
  done
  echo '@ shims done'
}

init_pids() { printf '%s\n' "$CHAIN" | awk '$10 ~ /^runc:\[/ && $3 != "Z" { print $1 }' | head -n 40; }

pipes() {
  inits=$(init_pids)
  [ -n "$inits" ] || { echo '@ inits 0'; return 0; }
  printf '@ inits %s\n' "$(printf '%s\n' "$inits" | wc -l)"
  for pid in $inits; do
    for fd in "$PROC/$pid/fd"/*; do
      printf 'fd %s %s %s\n' "$pid" "${fd##*/}" "$(readlink "$fd")"
    done
    # Number and first argument of the system call each thread sits in: 1 (x86_64) and 64 (aarch64) are write.
    for task in "$PROC/$pid/task"/*; do
      call=
      read -r call 2>/dev/null <"$task/syscall"
      # shellcheck disable=SC2086
      set -- $call
      printf 'call %s %s %s %s\n' "$pid" "${task##*/}" "${1:-?}" "${2:-?}"
    done
  done
  uname -m | sed 's/^/@ machine /'
  # Who else holds them: links are read, no pipe is opened.
  ls -l "$PROC"/[0-9]*/fd 2>/dev/null | awk -v proc="$PROC/" '
    /:$/ { pid = substr($0, length(proc) + 1); sub(/\/.*/, "", pid); next }
    { at = index($0, "-> pipe:["); if (at) { ino = substr($0, at + 9); sub(/\].*/, "", ino); print "hold", pid, ino } }' | sort -u
  echo '@ holders done'
}

# Sets KIND (1, 2) and ROOT of a controller.
cgroup_root() {
  if [ -d "$HOST/sys/fs/cgroup/$1" ]; then KIND=1 ROOT=$HOST/sys/fs/cgroup/$1
  elif [ -f "$HOST/sys/fs/cgroup/cgroup.controllers" ]; then KIND=2 ROOT=$HOST/sys/fs/cgroup
  else return 1; fi
}

# first(file) and keyed(file, key) for awk: one line of a file, the number behind a key; "-" where there is none.
AWK_READ='
  function first(file,  line) { line = "-"; if ((getline line < file) <= 0) line = "-"; close(file); return line == "" ? "-" : line }
  function keyed(file, key,  line, f, found) {
    found = "-"; while ((getline line < file) > 0) { split(line, f, " "); if (f[1] == key) { found = f[2]; break } }
    close(file); return found }
  function path(dir,  p) { p = substr(dir, length(root) + 1); return p == "" ? "/" : p }'

cgroup_pids() {
  cgroup_root pids || { none 'no pids controller below /sys/fs/cgroup'; return; }
  printf '@ cgroup %s\n' "$KIND"
  find "$ROOT" -type d 2>/dev/null | awk -v root="$ROOT" "$AWK_READ"'
    { max = first($0 "/pids.max"); if (max == "-") next
      print first($0 "/pids.current"), max, keyed($0 "/pids.events", "max"), path($0) }'
}

cgroup_memory() {
  cgroup_root memory || { none 'no memory controller below /sys/fs/cgroup'; return; }
  printf '@ cgroup %s\n' "$KIND"
  find "$ROOT" -type d 2>/dev/null | awk -v root="$ROOT" -v kind="$KIND" "$AWK_READ"'
    kind == 1 { use = first($0 "/memory.usage_in_bytes"); if (use == "-") next
      print use, first($0 "/memory.limit_in_bytes"), keyed($0 "/memory.oom_control", "oom_kill"), path($0) }
    kind == 2 { use = first($0 "/memory.current"); if (use == "-") next
      print use, first($0 "/memory.max"), keyed($0 "/memory.events", "oom_kill"), path($0) }'
}

cgroup_freezer() {
  cgroup_root freezer || { none 'no freezer below /sys/fs/cgroup'; return; }
  printf '@ cgroup %s\n' "$KIND"
  find "$ROOT" -type d 2>/dev/null | awk -v root="$ROOT" -v kind="$KIND" "$AWK_READ"'
    kind == 1 { state = first($0 "/freezer.state"); if (state == "-") next; seen++; if (state != "THAWED") print state, path($0) }
    kind == 2 { state = first($0 "/cgroup.freeze"); if (state == "-") next; seen++
      if (state == 1 || keyed($0 "/cgroup.events", "frozen") == 1) print "FROZEN", path($0) }
    END { print "@ seen", seen + 0 }'
}

# What the recorder of this pod saw last: the same counters some minutes ago. Its own file is all that is read.
cgroup_before() {
  [ -f "$SNAPSHOT" ] || { none 'there is no snapshot of the recorder'; return; }
  read -r old taken _ <"$SNAPSHOT"
  case $old in '' | *[!0-9a-f]*) none 'the snapshot of the recorder has no boundary'; return ;; esac
  read -r up _ <"$PROC/uptime"
  printf '@ age %s\n' $((${up%%.*} - taken))
  awk -v b="$old" 'index($0, b " begin cgroup.pids") == 1 && NF == 3 && $3 == "cgroup.pids" { on = "pids" }
    index($0, b " begin cgroup.memory") == 1 && $3 == "cgroup.memory" { on = "memory" }
    index($0, b " end ") == 1 { on = "" }
    on != "" && $4 ~ /^\// && $3 ~ /^[1-9]/ { print on, $3, $4 }' "$SNAPSHOT"
  echo '@ before done'
}

state_files() { ls -d "$HOST"/run/docker/runtime-*/*/*/state.json "$HOST"/run/containerd/runc/*/*/state.json "$HOST"/run/runc/*/state.json "$HOST"/run/docker/containerd/runc/*/*/state.json 2>/dev/null; }

# Size, inode and time before and after its first and last character are read.
runc_states() {
  files=$(state_files)
  [ -n "$files" ] || { none 'no state.json under the known runtime roots'; return; }
  # shellcheck disable=SC2086
  stat -c 'before %s %i %Y %y %n' $files
  # shellcheck disable=SC2086
  printf '%s\n' $files | awk '{ file = $0; head = ""; tail = ""; any = 0
    while ((getline line < file) > 0) if (line != "") { if (!any++) head = substr(line, 1, 1); tail = substr(line, length(line), 1) }
    close(file); print "ends", (head == "" ? "-" : head), (tail == "" ? "-" : tail), file }'
  # shellcheck disable=SC2086
  stat -c 'after %s %i %Y %y %n' $files
  date '+@ epoch %s'
}

os() {
  awk '{ print "@ kernel", $0 }' "$PROC/sys/kernel/osrelease"
  sed -n -e 's/^ID=/@ os ID /p' -e 's/^VERSION_ID=/@ os VERSION_ID /p' "$HOST/etc/os-release" "$HOST/usr/lib/os-release" 2>/dev/null | head -n 2
  if [ -f "$HOST/sys/fs/cgroup/cgroup.controllers" ]; then echo '@ cgroup 2'; elif [ -d "$HOST/sys/fs/cgroup" ]; then echo '@ cgroup 1'; fi
  awk 'END { print "@ swaps", (NR > 0 ? NR - 1 : 0) }' "$PROC/swaps"
  read -r init <"$PROC/1/comm"
  printf '@ init %s\n' "$init"
  if [ "$init" = systemd ]; then
    bin=$(host_bin systemctl) && $HOST_RUN "$bin" --version 2>&1 | head -n 1
  fi
  return 0
}

SYSCTLS='fs.pipe-user-pages-soft fs.pipe-user-pages-hard fs.pipe-max-size fs.file-max fs.nr_open fs.mount-max fs.aio-max-nr fs.aio-nr
fs.inotify.max_user_instances fs.inotify.max_user_watches fs.inotify.max_queued_events fs.may_detach_mounts
kernel.pid_max kernel.threads-max kernel.hung_task_timeout_secs kernel.panic kernel.panic_on_oops kernel.softlockup_panic kernel.sched_rt_runtime_us
kernel.keys.maxkeys kernel.keys.maxbytes kernel.keys.root_maxkeys kernel.keys.root_maxbytes kernel.unprivileged_userns_clone kernel.apparmor_restrict_unprivileged_userns
vm.max_map_count vm.overcommit_memory vm.panic_on_oom vm.min_free_kbytes vm.swappiness user.max_user_namespaces user.max_inotify_instances
net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_count
net.ipv4.neigh.default.gc_thresh1 net.ipv4.neigh.default.gc_thresh2 net.ipv4.neigh.default.gc_thresh3 net.ipv4.ip_local_port_range net.core.somaxconn'

sysctls() {
  same_net=1
  [ "$(readlink "$PROC/self/ns/net" 2>/dev/null)" = "$(readlink "$PROC/1/ns/net" 2>/dev/null)" ] || [ "$PROC" != /proc ] || same_net=0
  # shellcheck disable=SC2086
  printf '%s\n' $SYSCTLS | awk -v proc="$PROC" -v same_net="$same_net" "$AWK_READ"'
    !same_net && /^net\./ { next }
    { file = $0; gsub(/\./, "/", file); value = first(proc "/sys/" file); if (value != "-") print $0, value }'
}

limits() {
  # By awk, not by the shell: its `read` asks byte by byte, and a sysctl answers only the first.
  awk -v proc="$PROC" "$AWK_READ"'
    function lines(file,  n) { n = 0; while ((getline line < file) > 0) n++; close(file); return n }
    BEGIN {
      split(first(proc "/loadavg"), load, " "); split(load[4], running, "/"); print "threads", running[2]
      count = split("kernel/pid_max kernel/threads-max fs/file-nr fs/mount-max net/netfilter/nf_conntrack_count net/netfilter/nf_conntrack_max fs/inotify/max_user_instances net/ipv4/neigh/default/gc_thresh3", names, " ")
      for (i = 1; i <= count; i++) { value = first(proc "/sys/" names[i]); if (value != "-") print "sys", names[i], value }
      print "mounts", lines(proc "/1/mountinfo")
      file = proc "/cgroups"; while ((getline line < file) > 0) { split(line, f, " "); if (f[1] == "memory") print "memcgs", f[3], f[2] }
      file = proc "/key-users"; while ((getline line < file) > 0 && ++users < 50) { split(line, f, " "); print "keys", f[1], f[4] }
      n = lines(proc "/net/arp"); print "neighbours", (n > 0 ? n - 1 : 0)
    }'
  for name in kubelet dockerd containerd; do
    for pid in $(pids_of "$name"); do
      most=-
      while read -r a b c d _; do [ "$a $b $c" != 'Max open files' ] || most=$d; done <"$PROC/$pid/limits"
      set -- "$PROC/$pid/fd"/*
      printf 'nofile %s %s %s %s\n' "$name" "$pid" $# "$most"
    done
  done
  # inotify instances by owner: links of descriptors are read, nothing is opened.
  ls -ln "$PROC"/[0-9]*/fd 2>/dev/null | awk '/-> anon_inode:\[?inotify/ { n[$3]++ } END { for (u in n) print "inotify", u, n[u]; print "@ inotify done" }'
}

# statfs of the root and of what is mounted where the chain lives, or on a disk of its own; never of a network file system, which
# may not answer. Places inside another mount say nothing new.
disks() {
  mounts=$(awk '$5 == "/" || $5 ~ /^\/(run|tmp|var|var\/log|var\/lib|var\/lib\/(kubelet|docker|containerd|etcd|containers|rancher))$/ { print; next }
    / - (ext[234]|xfs|btrfs|zfs) / && $5 !~ /\/(kubelet\/(pods|plugins)|docker\/[^\/]+\/|containerd\/[^\/]+\/|snap\/|boot)/ && ++n <= 12 { print }' "$PROC/1/mountinfo" 2>/dev/null)
  printf '%s\n' "$mounts" | sed 's/^./mount &/'
  for dir in / $(printf '%s\n' "$mounts" | awk '$5 != "/" && !seen[$5]++ { print $5 }'); do
    [ -d "$HOST$dir" ] || continue
    printf 'fs %s %s\n' "$($STATFS '%S %s %b %f %c %d %a %T' "$HOST$dir")" "$dir"
  done
}

nvidia_driver() {
  [ -e "$PROC/driver/nvidia/version" ] || { none 'no NVIDIA driver is loaded'; return; }
  cat "$PROC/driver/nvidia/version"
}

kubelet_config() {
  pid=$(pids_of kubelet hyperkube)
  pid=${pid##* }
  [ -n "$pid" ] || { none 'no kubelet runs'; return; }
  tr '\000' '\n' <"$PROC/$pid/cmdline" >&1 | sed 's/^/@ arg /'
  config=$(tr '\000' '\n' <"$PROC/$pid/cmdline" | flag config)
  [ -n "$config" ] || return 0
  if [ -r "$HOST$config" ]; then printf '@ config %s\n' "$config"; cat "$HOST$config"; else printf '@ unreadable %s\n' "$config"; fi
}

containerd_config() {
  for file in /etc/containerd/config.toml /etc/docker/daemon.json /etc/nvidia-container-runtime/config.toml /var/lib/rancher/k3s/agent/etc/containerd/config.toml; do
    [ -r "$HOST$file" ] || continue
    # Registry credentials live in these files too: only the lines that are asked for.
    printf '@ file %s\n' "$file"
    grep -E '^ *\[|(BinaryName|Runtime|runtime_type|default_runtime_name|default-runtime|SystemdCgroup|systemd_cgroup|shim_debug|no_shim|snapshotter|disabled_plugins|runtimes|"path"|exec-opts|storage-driver|live-restore|debug|data-root)"? *[:=]' "$HOST$file" |
      grep -viE 'auth|password|token|secret'
  done
  for pid in $(pids_of dockerd); do args_of "$pid" | sed 's/^/@ dockerd /'; echo; done
}

# version_of COMM BINARY FLAG: what the running binary says of itself, one answer per different binary; else the one on disk.
version_of() {
  said=
  # shellcheck disable=SC2086
  for pid in $(pids_of $1); do
    exe=$(readlink "$PROC/$pid/exe") || continue
    case " $said " in *" $exe "*) continue ;; esac
    said="$said $exe"
    run=$exe
    # Replaced since it started, or in another mount namespace: only this link still names the binary that runs.
    case $exe in *' (deleted)') run=$PROC/$pid/exe ;; esac
    ! is_away "$pid" || run=$PROC/$pid/exe
    printf '@ runs %s %s\n' "$pid" "$exe"
    # shellcheck disable=SC2086
    $HOST_RUN "$run" $3 2>&1
  done
  [ -z "$said" ] || return 0
  bin=$(host_bin "$2") || { none "no $2 runs or is installed"; return; }
  printf '@ installed %s\n' "$bin"
  # shellcheck disable=SC2086
  $HOST_RUN "$bin" $3 2>&1
}

version_kubelet() { version_of kubelet kubelet --version; }
version_dockerd() { version_of 'dockerd*' dockerd --version; }
version_containerd() { version_of 'containerd docker-containe' containerd --version; }
version_crio() { version_of crio crio --version; }

# Which runtime the shims really start: what containerd noted beside each running task (nothing noted: runc on its PATH).
version_runc() {
  search='' noted=''
  for pid in $(pids_of 'containerd-shim*') $(pids_of containerd docker-containe); do
    search=$(tr '\000' '\n' <"$PROC/$pid/environ" | sed -n 's/^PATH=//p')
    [ -z "$search" ] || break
  done
  for dir in "$HOST"/run/containerd/io.containerd.runtime.v2.task/*/*; do
    [ -f "$dir/runtime" ] || [ -f "$dir/options.json" ] || continue
    name='' options=''
    read -r name 2>/dev/null <"$dir/runtime"
    read -r options 2>/dev/null <"$dir/options.json"
    case $options in *'"binary_name":"'*) options=${options#*'"binary_name":"'} options=${options%%'"'*} ;; *) options='' ;; esac
    name=${name:-${options:-runc}}
    case "$noted " in *" $name "*) ;; *) noted="$noted $name" ;; esac
  done
  for name in $noted; do say_runc noted "$name"; done
  for file in /etc/containerd/config.toml /etc/docker/daemon.json; do
    [ -r "$HOST$file" ] || continue
    for name in $(sed -n -e 's/.*BinaryName *= *"\([^"]*\)".*/\1/p' -e 's/.*"path" *: *"\([^"]*\)".*/\1/p' "$HOST$file" | sort -u); do say_runc configured "$name"; done
  done
  for name in runc docker-runc crun; do say_runc path "$name"; done
  [ -n "$told" ] || none 'no runc is installed where it is looked for'
}

# say_runc HOW NAME: path and version output, once per path.
told=
say_runc() {
  bin=$(host_bin "$2" "$search") || bin=$(host_bin "$2") || { [ "$1" = path ] || printf '@ missing %s %s\n' "$1" "$2"; return 0; }
  case " $told " in *" $bin "*) printf '@ same %s %s\n' "$1" "$bin"; return 0 ;; esac
  told="$told $bin"
  printf '@ %s %s\n' "$1" "$bin"
  $HOST_RUN "$bin" --version 2>&1 | head -n 12
}

version_nvidia() {
  for name in nvidia-container-runtime nvidia-container-toolkit nvidia-ctk nvidia-container-cli; do
    bin=$(host_bin "$name") || continue
    printf '@ installed %s\n' "$bin"
    $HOST_RUN "$bin" --version 2>&1 | head -n 12
    return 0
  done
  none 'no NVIDIA container runtime is installed'
}

# --- logs --------------------------------------------------------------------------------------------------------

# epoch_of YYYYMMDDhhmm[z]
epoch_of() {
  zone=$HOST/etc/localtime digits=${1%z}
  case $1 in *z) zone=UTC0 ;; esac
  minute=${digits#??????????} hour=${digits#????????} day=${digits#??????} month=${digits#????}
  TZ=$zone date -d "${digits%????????}-${month%??????}-${day%????} ${hour%??}:$minute" +%s 2>/dev/null
}

# Sets FROM and TO, seconds since 1970, to the part of the asked window that lies before what is read anyway; else leaves them empty.
FROM='' TO=''
# Bytes of a log: of its newest lines, and how far back a file is searched.
NEWEST=250000 FURTHEST=4000000
take_window() {
  case $1 in
    [0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*) ;;
    *) return ;;
  esac
  FROM=$(epoch_of "${1%%/*}") TO=$(epoch_of "${1#*/}")
  recent=$(($(date +%s) - WINDOW_MINUTES * 60))
  [ -n "$FROM" ] && [ -n "$TO" ] || { FROM='' TO=''; return; }
  [ "$TO" -le "$recent" ] || TO=$recent
  [ "$FROM" -lt "$TO" ] || { FROM='' TO=''; return; }
  NEWEST=150000 FURTHEST=16000000
}
say_window() { [ -z "$FROM" ] || printf '@ window %s %s\n' "$FROM" "$TO"; }

# Lines of then, from stdin: klog, syslog, ISO and logfmt stamps are compared by month, day and minute; a line without one goes with
# the line before it.
of_then() {
  [ -n "$FROM" ] || return 0
  mine() { TZ="$HOST/etc/localtime" date -d "@$1" '+%m%d%H:%M'; }
  awk -v from="$(mine "$FROM")" -v to="$(mine "$TO")" -v ufrom="$(date -u -d "@$FROM" '+%m%d%H:%M')" -v uto="$(date -u -d "@$TO" '+%m%d%H:%M')" '
    BEGIN { split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", names, " "); for (i in names) month[names[i]] = sprintf("%02d", i) }
    # A window over New Year ends before it begins.
    function within(key, a, b) { return a <= b ? (key >= a && key <= b) : (key >= a || key <= b) }
    { line = $0; if (substr(line, 1, 6) == "time=\"") line = substr(line, 7)
      if (substr(line, 5, 1) == "-" && substr(line, 8, 1) == "-" && substr(line, 14, 1) == ":") {
        key = substr(line, 6, 2) substr(line, 9, 2) substr(line, 12, 5); rest = substr(line, 20, 12); sub(/^[.,][0-9]*/, "", rest)
        keep = substr(rest, 1, 1) == "Z" ? within(key, ufrom, uto) : within(key, from, to)
      } else if (line ~ /^[IWEF][0-9][0-9][0-9][0-9] [0-9][0-9]:[0-9][0-9]/) keep = within(substr(line, 2, 4) substr(line, 7, 5), from, to)
      else if (line ~ /^[A-Z][a-z][a-z] [ 0-9][0-9] [0-9][0-9]:[0-9][0-9]/) {
        day = substr(line, 5, 2); sub(/^ /, "0", day); keep = within(month[substr(line, 1, 3)] day substr(line, 8, 5), from, to) }
      if (keep) print }'
}

kernel_log() {
  # Its own clock is turned into dates by the tool where it can: then a line dates itself.
  if text=$($DMESG --time-format iso 2>/dev/null); then
    echo '@ source dmesg --time-format iso'
    say_window
    printf '%s\n' "$text" | of_then | tail -n 500
    printf '%s\n' "$text" | tail -c 200000
  elif text=$($DMESG 2>&1); then echo '@ source dmesg'; printf '%s\n' "$text" | tail -c 200000
  else none "the kernel log cannot be read: $text"; fi
}

# The newest BYTES of a file, from the first whole line on.
tail_of() {
  if [ "$(stat -L -c %s "$1")" -gt "$2" ]; then tail -c "$2" "$1" | sed 1d; else cat "$1"; fi
}

# log UNITS FILES PROGRAM: the journal where there is one, else log files.
log() {
  if bin=$(host_bin journalctl) && [ -d "$HOST/run/systemd/journal" ]; then
    for unit in $1; do
      text=$($HOST_RUN "$bin" -q --no-pager -o short-iso -u "$unit" --since "-${WINDOW_MINUTES}min" -n 4000 2>/dev/null)
      [ -n "$text" ] || [ -n "$($HOST_RUN "$bin" -q --no-pager -u "$unit" -n 1 2>/dev/null)" ] || continue
      printf '@ source journalctl -u %s\n' "$unit"
      say_window
      [ -z "$FROM" ] || $HOST_RUN "$bin" -q --no-pager -o short-iso -u "$unit" --since "@$FROM" --until "@$TO" -n 800 2>/dev/null
      [ -z "$text" ] || printf '%s\n' "$text" | tail -c "$NEWEST"
      return 0
    done
  fi
  for file in $2; do
    [ -f "$HOST/var/log/$file" ] && [ -r "$HOST/var/log/$file" ] || continue
    printf '@ source /var/log/%s\n' "$file"
    say_window
    [ -z "$FROM" ] || tail_of "$HOST/var/log/$file" "$FURTHEST" | of_then | tail -n 800
    tail_of "$HOST/var/log/$file" "$NEWEST"
    return 0
  done
  for file in messages syslog; do
    [ -f "$HOST/var/log/$file" ] && [ -r "$HOST/var/log/$file" ] || continue
    text=$(tail_of "$HOST/var/log/$file" "$FURTHEST" | grep -E " ($3)(\[[0-9]+\])?: " | tail -c 2000000)
    [ -n "$text" ] || continue
    printf '@ source /var/log/%s\n' "$file"
    say_window
    printf '%s\n' "$text" | of_then | tail -n 800
    printf '%s\n' "$text" | tail -c "$NEWEST"
    return 0
  done
  none "no journal and no log file of $3 was found"
}

journal_kubelet() { log 'kubelet k3s k3s-agent rke2-agent rke2-server snap.kubelet-eks.daemon' 'kubelet.log kubelet/kubelet.log' kubelet; }
journal_dockerd() {
  [ -n "$(pids_of 'dockerd*')" ] || host_bin dockerd >/dev/null || { none 'no dockerd runs or is installed'; return; }
  log 'docker snap.docker.dockerd' 'dockerd.log docker.log upstart/docker.log' 'dockerd|dockerd-current|docker'
}
journal_containerd() { log 'containerd' 'containerd.log' 'containerd'; }

audit_kills() {
  [ -r "$HOST/var/log/audit/audit.log" ] || { none 'there is no /var/log/audit/audit.log'; return; }
  echo '@ source /var/log/audit/audit.log'
  tail_of "$HOST/var/log/audit/audit.log" 2000000 | grep -E '^(node=[^ ]* )?type=(SYSCALL|OBJ_PID|PROCTITLE) ' |
    awk '{ at = index($0, "audit("); id = substr($0, at, index($0, "):") - at); line[NR] = $0; of[NR] = id; if ($0 ~ /type=OBJ_PID /) killed[id] = 1 }
      END { for (i = 1; i <= NR; i++) if (of[i] in killed) print line[i] }' | tail -c 200000
}

# --- who answers -------------------------------------------------------------------------------------------------

# The kubelet says what its healthz says, with whatever can speak HTTP here.
kubelet_answers() {
  pid=$(pids_of kubelet hyperkube)
  pid=${pid##* }
  port=
  if [ -n "$pid" ]; then
    port=$(tr '\000' '\n' <"$PROC/$pid/cmdline" | flag healthz-port)
    config=$(tr '\000' '\n' <"$PROC/$pid/cmdline" | flag config)
    [ -n "$port" ] || [ -z "$config" ] || port=$(sed -n 's/^healthzPort: *\([0-9]*\).*/\1/p' "$HOST$config")
    printf '@ pid %s port %s\n' "$pid" "${port:-default}"
  else echo '@ pid none'; fi
  [ "$port" != 0 ] || { none 'the healthz port of the kubelet is switched off'; return; }
  url=http://127.0.0.1:${port:-10248}/healthz
  printf '@ url %s\n' "$url"
  in_net=
  [ "$PROC" != /proc ] || [ "$(readlink /proc/self/ns/net)" = "$(readlink /proc/1/ns/net)" ] || in_net='nsenter -t 1 -n --'
  # shellcheck disable=SC2016
  if [ -n "$HTTP_GET" ]; then $HTTP_GET "$url" 2>&1
  elif command -v curl >/dev/null; then $in_net curl -sS -m 3 -w '\n%{http_code}\n' "$url" 2>&1
  elif command -v bash >/dev/null; then
    $in_net bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" && printf "GET /healthz HTTP/1.0\r\n\r\n" >&3 && head -c 2000 <&3' - "${port:-10248}" 2>&1
  elif command -v nc >/dev/null; then
    printf 'GET /healthz HTTP/1.0\r\n\r\n' | $in_net nc -w 3 127.0.0.1 "${port:-10248}" 2>&1
  elif command -v wget >/dev/null; then $in_net wget -q -T 3 -O - "$url" 2>&1
  else none 'nothing in the pod can speak HTTP: curl, bash, nc or wget'; fi
}

dockerd_answers() {
  bin=$(host_bin docker) || { [ -S "$HOST/run/docker.sock" ] && none 'there is a docker socket, but no docker command to ask it with' || none 'this node has no docker'; return; }
  printf '@ asked %s version\n' "$bin"
  $HOST_RUN "$bin" -H unix:///var/run/docker.sock version --format 'server {{.Server.Version}} api {{.Server.APIVersion}}' 2>&1
}

dockerd_info() {
  bin=$(host_bin docker) || { none 'this node has no docker'; return; }
  printf '@ asked %s info\n' "$bin"
  $HOST_RUN "$bin" -H unix:///var/run/docker.sock info --format '@ ServerVersion {{json .ServerVersion}}
@ Driver {{json .Driver}}
@ CgroupDriver {{json .CgroupDriver}}
@ LiveRestoreEnabled {{json .LiveRestoreEnabled}}
@ DefaultRuntime {{json .DefaultRuntime}}
@ Runtimes {{json .Runtimes}}
@ RuncCommit {{json .RuncCommit}}
@ ContainerdCommit {{json .ContainerdCommit}}' 2>&1
}

containerd_socket() {
  for pid in $(pids_of containerd docker-containe); do
    at=$(tr '\000' '\n' <"$PROC/$pid/cmdline" | flag address)
    [ -z "$at" ] || { echo "$at"; return; }
  done
  for at in /run/containerd/containerd.sock /run/docker/containerd/containerd.sock /run/docker/containerd/docker-containerd.sock /run/k3s/containerd/containerd.sock; do
    [ ! -S "$HOST$at" ] || { echo "$at"; return; }
  done
  echo /run/containerd/containerd.sock
}

containerd_answers() {
  bin=$(host_bin ctr) || bin=$(host_bin docker-containerd-ctr) || { host_bin containerd >/dev/null && none 'containerd is there, but no ctr to ask it with' || none 'this node has no containerd'; return; }
  at=$(containerd_socket)
  printf '@ asked %s --address %s version\n' "$bin" "$at"
  $HOST_RUN "$bin" --address "$at" --connect-timeout 3s version 2>&1
}

cri_answers() {
  bin=$(host_bin crictl) || { none 'no crictl on the node; see containerd.answers'; return; }
  at=
  for pid in $(pids_of kubelet hyperkube); do
    at=$(tr '\000' '\n' <"$PROC/$pid/cmdline" | flag container-runtime-endpoint)
  done
  [ -n "$at" ] || at=unix://$(containerd_socket)
  printf '@ asked %s -r %s version\n' "$bin" "$at"
  $HOST_RUN "$bin" --timeout 3s -r "$at" version 2>&1
}

units() {
  read -r init <"$PROC/1/comm"
  [ "$init" = systemd ] || { none "pid 1 is $init, not systemd"; return; }
  bin=$(host_bin systemctl) || { none 'no systemctl on the node'; return; }
  $HOST_RUN "$bin" show --no-pager -p Id,LoadState,ActiveState,SubState,NRestarts,TasksCurrent,TasksMax,Result \
    kubelet.service docker.service containerd.service crio.service k3s.service auditd.service chronyd.service chrony.service systemd-timesyncd.service 2>&1
}

# Whether the clock is disciplined; nothing is started for it. A chronyd without rtcsync never clears the kernel's flag, so where one
# runs that cannot be asked (in a container, or without chronyc), that is said beside the flag.
time_sync() {
  if bin=$(host_bin chronyc) && [ -n "$(pids_of chronyd)" ]; then echo '@ asked chronyc tracking'; $HOST_RUN "$bin" -n tracking 2>&1; return; fi
  if command -v adjtimex >/dev/null; then
    [ -z "$(pids_of chronyd)" ] || echo '@ unasked chronyd'
    echo '@ asked adjtimex'
    adjtimex 2>&1
    return
  fi
  if [ -d "$HOST/run/systemd/timesync" ]; then
    if [ -e "$HOST/run/systemd/timesync/synchronized" ]; then echo '@ timesyncd synchronized'; else echo '@ timesyncd waiting'; fi
    return
  fi
  none 'neither chronyc, adjtimex nor systemd-timesyncd can be asked'
}

# --- all together ------------------------------------------------------------------------------------------------

wanted() { case " $WANTED " in *" $1 "*) return 0 ;; esac; return 1; }

probe() {
  case $1 in
    time) run time time_sync ;;
    *) run "$1" "$(function_of "$1")" ;;
  esac
}

look_again() {
  waited=
  for id_again in $again; do
    wanted "$id_again" || continue
    now
    [ -n "$waited" ] || [ $((NOW - BEGUN)) -ge 1500 ] || sleep 1
    waited=1
    run "$id_again.again" "$(function_of "$id_again")"
  done
  again=
}

# runc.states -> runc_states, without starting a process
function_of() { case $1 in *.*) echo "${1%%.*}_${1#*.}" ;; *) echo "$1" ;; esac; }

main() {
  BOUNDARY=${1:-}
  case $BOUNDARY in '' | *[!0-9a-f]*) echo 'usage: probe BOUNDARY [PROBE...]   (BOUNDARY: lower-case hex)' >&2; exit 64 ;; esac
  shift
  LC_ALL=C PATH=${PATH:-/bin}:/usr/sbin:/usr/bin:/sbin:/bin
  export LC_ALL PATH
  case ${1:-} in window/*) take_window "${1#window/}"; shift ;; esac
  ALL="$CHEAP $CONFIGURED $ASKED $LOGS"
  WANTED=${*:-$ALL}
  # Waiting counts: whoever listens has one deadline for all of it.
  now
  BEGUN=$NOW
  take_turn || { echo 'plegmatic: another collection runs on this node' >&2; exit 75; }
  renice -n 5 -p $$ >/dev/null 2>&1
  ionice -c 3 -p $$ >/dev/null 2>&1
  # One tick a second interrupts `wait`, so that a deadline is noticed; it ends by itself when this shell is gone.
  ticked=
  trap 'ticked=1' USR1
  (while sleep 1 && kill -USR1 $$; do :; done) </dev/null >/dev/null 2>&1 9<&- &
  ticker=$!
  CHAIN=$(scan)
  DAEMONS=$(daemons)
  again=$TWICE
  for id in $ALL; do
    if wanted "$id"; then probe "$id"; fi
    # On a slow node the second looks must not wait until the time is used up.
    now
    if [ $((NOW - BEGUN)) -ge 6000 ] && [ "$id" != clock ] && [ -n "$again" ] && [ "$id" = "${CHEAP##* }" ]; then look_again; fi
  done
  [ -z "$again" ] || look_again
  for id in $WANTED; do case " $ALL " in *" $id "*) ;; *) printf '%s begin %s\n@ none no probe has this name\n%s end %s exit=3 ms=0 cap=0\n' "$BOUNDARY" unknown "$BOUNDARY" unknown ;; esac; done
  [ -z "$BLOCKED" ] || printf '%s begin blocked\n%s%s end blocked exit=0 ms=0 cap=0\n' "$BOUNDARY" "$BLOCKED" "$BOUNDARY"
  kill "$ticker" 2>/dev/null
  now
  printf '%s done %s ms=%s\n' "$BOUNDARY" "$VERSION" $((NOW - BEGUN))
}

main "$@"
