#!/bin/sh
# Makes a fresh checkout ready for `npm run demo` and `npm test`, without a question: packages, build, redis-server.
# Does nothing when everything is there.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null ||
  stop 'Node.js 20.19 or newer is needed: https://nodejs.org'

# --- packages: npm writes this file last, so an unfinished install counts as none
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  say 'installing packages (npm ci)'
  npm ci --no-audit --no-fund --loglevel=error >&2
  touch node_modules/.package-lock.json
fi

# --- build: tsc knows what is stale by itself; it takes a second when nothing is
if [ ! -f dist/.built ] || [ -n "$(find src handlers playground bench test scripts/bundle.mjs tsconfig.json package-lock.json -newer dist/.built \( -name '*.ts' -o -name '*.json' -o -name '*.mjs' \) -print 2>/dev/null | head -n 1)" ]; then
  say 'building'
  npm run --silent build >&2 || stop 'the build failed, see above'
  touch dist/.built
fi

# --- redis-server
local_redis=.plegmatic/redis
have_redis() { command -v redis-server >/dev/null 2>&1 || [ -x "$local_redis/usr/bin/redis-server" ]; }

as_root() {
  say 'installing redis-server (apt-get)'
  export DEBIAN_FRONTEND=noninteractive
  # We start our own server; the package must not start or enable one.
  policy=/usr/sbin/policy-rc.d
  made_policy=
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && made_policy=1; fi
  { apt-get install -y -qq --no-install-recommends redis-server || { apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server; }; } >/dev/null 2>&1 || failed=1
  [ -z "$made_policy" ] || rm -f "$policy"
  if [ -z "${failed:-}" ] && command -v systemctl >/dev/null 2>&1; then systemctl disable redis-server >/dev/null 2>&1 || true; fi
}

# Without root the packages are fetched and unpacked here; the program finds its libraries in lib/.
unpacked() {
  say "fetching redis-server and unpacking it into $local_redis"
  into=$(pwd)/$local_redis
  mkdir -p "$into/debs" "$into/lib"
  (
    cd "$into/debs"
    for name in redis-server redis-tools liblzf1 libjemalloc2 libatomic1 liblua5.1-0 lua-bitop lua-cjson libhiredis0.14 libhiredis1.1.0; do
      apt-get download -qq "$name" >/dev/null 2>&1 || true
    done
    for deb in *.deb; do [ -f "$deb" ] && dpkg -x "$deb" "$into"; done
  )
  find "$into/usr/lib" -name 'lib*.so*' -exec cp -P {} "$into/lib/" \; 2>/dev/null || true
  rm -rf "$into/debs"
  LD_LIBRARY_PATH="$into/lib" "$into/usr/bin/redis-server" --version >/dev/null 2>&1 || rm -rf "$into"
}

if ! have_redis; then
  if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root; fi
    have_redis || unpacked
  elif command -v brew >/dev/null 2>&1; then
    say 'installing redis (brew)'
    HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet redis >&2 || true
  fi
  have_redis || stop 'no redis-server: install it (apt-get install redis-server, brew install redis, dnf install redis) and run this again'
fi
