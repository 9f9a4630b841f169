#!/bin/sh
# Runs a program of a captured host: `run-in-root.sh ROOT PROGRAM ARGS...`. A program that was not captured is "not found", as on a node without it.
root=$1
program=$2
shift 2
case $program in
  /*) set -- "$root$program" "$@" ;;
  *)
    for dir in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
      if [ -x "$root$dir/$program" ]; then
        set -- "$root$dir/$program" "$@"
        break
      fi
    done
    ;;
esac
if [ ! -x "$1" ]; then
  echo "$program: not found" >&2
  exit 127
fi
exec "$@"
