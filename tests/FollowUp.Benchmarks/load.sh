#!/bin/bash
# Measures pages as a signed-in user with wrk, in turns with a bare page of the same length, on a database that `fill` made.
#   load.sh DATABASE [SECONDS = 10] [CONNECTIONS = 8] [ROUNDS = 3]
# Needs wrk, curl, sqlite3 or python3, and the application published to PUBLISHED (default: artifacts/site).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
database=$(realpath "$1"); seconds=${2:-10}; connections=${3:-8}; rounds=${4:-3}
published=${PUBLISHED:-$root/artifacts/site}; port=${PORT:-5108}; bare=${BARE:-5118}
benchmarks=${BENCHMARKS:-$root/tests/FollowUp.Benchmarks/bin/Release/net10.0/FollowUp.Benchmarks.dll}
work=$(mktemp -d); password='Uppfoljning-2026'; pages=${PAGES:-"list-unit-year list-status activity search start start-rektor list-rektor save"}
trap 'kill ${app:-} ${plain:-} 2>/dev/null || true; rm -rf "$work"' EXIT

ask() { python3 - "$database" "$1" <<'PY'
import sqlite3, sys
print(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]).fetchone()[0])
PY
}
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
memory() { awk '/VmHWM/ {printf "%d", $2 / 1024}' "/proc/$1/status"; }
token() { grep -o 'name="__RequestVerificationToken" type="hidden" value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//'; }
signin() {
  local jar="$work/$1" page
  page=$(curl -s -c "$jar" "http://127.0.0.1:$port/account/login")
  curl -s -o "$work/answer" -b "$jar" -c "$jar" --data-urlencode "Email=$1" --data-urlencode "Password=$password" \
    --data-urlencode "__RequestVerificationToken=$(token <<< "$page")" "http://127.0.0.1:$port/account/login"
  grep -q followup.session "$jar" || { echo "$1 could not sign in" >&2; exit 1; }
}
cookies() { awk 'NF >= 7 {printf "%s%s=%s", (n++ ? "; " : ""), $6, $7}' "$work/$1"; }

# The first answer after a process's start: from the fork to a page that has been read from the database.
begin=$(date +%s%N)
ASPNETCORE_ENVIRONMENT=Production ConnectionStrings__FollowUp="Data Source=$database" Data__Folder="$work/data" \
  dotnet "$published/FollowUp.Web.dll" --urls "http://127.0.0.1:$port" > "$work/app.log" 2>&1 & app=$!
until curl -s -o /dev/null -f "http://127.0.0.1:$port/account/login"; do kill -0 $app || { cat "$work/app.log" >&2; exit 1; }; sleep 0.01; done
echo "first answer: $(( ($(date +%s%N) - begin) / 1000000 )) ms after the start ($(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg))"

signin controller@matning.example; signin rektor2@matning.example; signin rektor1@matning.example
plan=$(ask "SELECT lower(Id) FROM Plans ORDER BY StartYear DESC, Name LIMIT 1 OFFSET ${OFFSET:-0}")
area=$(ask "SELECT lower(Id) FROM Units WHERE Name = 'Område 3'")
activity=$(ask "SELECT lower(a.Id) FROM Activities a JOIN Plans p ON p.Id = a.PlanId WHERE p.Id = upper('$plan') AND a.Number = 100")
note=$(ask "SELECT lower(n.Id) FROM Notes n JOIN Activities a ON a.Id = n.ActivityId JOIN Units u ON u.Id = n.UnitId JOIN Plans p ON p.Id = a.PlanId JOIN Memberships m ON m.UnitId = u.Id JOIN AspNetUsers r ON r.Id = m.UserId WHERE r.Email = 'rektor2@matning.example' AND p.FixedAt IS NULL AND n.State IN (0, 1) ORDER BY p.StartYear DESC, n.Id LIMIT 1")
declare -A path=(
  [list-unit-year]="/activities?plan=$plan&unit=$area"
  [list-status]="/activities?plan=all&status=Completed"
  [activity]="/activities/$activity"
  [search]="/search?q=${WORD:-gruppm%C3%A4tningstid}&years=${YEARS:-}"
  [start]="/"
  [start-rektor]="/"
  [list-rektor]="/activities?plan=$plan"
)
declare -A who=([start-rektor]=rektor1@matning.example [list-rektor]=rektor1@matning.example [save]=rektor2@matning.example)
cat > "$work/get.lua" <<'LUA'
wrk.headers["Cookie"] = os.getenv("COOKIES")
done = function(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.timeout + summary.errors.read
  io.write(string.format("RESULT %d %.2f %.2f %.1f %d\n", summary.requests, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests / (summary.duration / 1e6), wrong))
end
LUA
cat > "$work/save.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Cookie"] = os.getenv("COOKIES")
wrk.headers["X-Requested-With"] = "XMLHttpRequest"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local body, version, n = os.getenv("FORM"), os.getenv("VERSION"), 0
-- One connection writes on as a page does: each save starts from the version that the last answer gave.
request = function()
  n = n + 1
  local text = string.rep("Vi arbetar vidare med rutinerna. ", 18) .. n
  return wrk.format(nil, nil, nil, body .. "&Version=" .. version .. "&IsAutomatic=true&FollowUp=" .. text:gsub(" ", "+"))
end
response = function(status, headers, answer)
  local next = answer:match('"version":"([^"]+)"')
  if next then version = next else wrong = (wrong or 0) + 1 end
end
done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.timeout + summary.errors.read
  io.write(string.format("RESULT %d %.2f %.2f %.1f %d\n", summary.requests, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests / (summary.duration / 1e6), failed))
end
LUA

# A browser's cookie is renewed once a minute, when the account has been looked at anew; one that is not would have it looked at with each request.
renew() { curl -s -o /dev/null -b "$work/$1" -c "$work/$1" "http://127.0.0.1:$port/help"; }

measure() { # name, process, address, script, connections
  local before after result wall
  before=$(ticks "$2")
  result=$(wrk -t1 -c"$5" -d"${seconds}s" --timeout 30s -s "$4" "$3" | grep RESULT || echo "RESULT 0 0 0 0 -1")
  after=$(ticks "$2")
  read -r _ requests p50 p99 rate wrong <<< "$result"
  awk -v n="$1" -v r="$requests" -v p50="$p50" -v p99="$p99" -v s="$rate" -v w="$wrong" -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" \
    'BEGIN {printf "%s %.3f %.2f %.2f %.1f %d %d\n", n, (r ? t * 1000 / hz / r : 0), p50, p99, s, r, w}' >> "$work/results"
}

list="http://127.0.0.1:$port${path[list-unit-year]}"
length=$(curl -s -b "$work/controller@matning.example" "$list" | wc -c)
# Not from the environment of the tests: on its own, as the application is.
dotnet "$benchmarks" bare --database "$database" --urls "http://127.0.0.1:$bare" --length "$length" > /dev/null 2>&1 & plain=$!
until curl -s -o /dev/null "http://127.0.0.1:$bare/"; do sleep 0.1; done
for page in $pages; do
  [ "$page" = save ] && continue
  answer=$(curl -s -o "$work/page" -w '%{http_code} %{size_download}' -b "$work/${who[$page]:-controller@matning.example}" "http://127.0.0.1:$port${path[$page]}")
  echo "$page: $answer bytes"
done

export COOKIES FORM VERSION
seconds_wanted=$seconds
for round in $(seq 0 "$rounds"); do
  # The first round warms up and is not counted.
  [ "$round" = 0 ] && seconds=${WARM:-4} || seconds=$seconds_wanted
  for page in $pages; do
    COOKIES=""; measure bare $plain "http://127.0.0.1:$bare/" "$work/get.lua" "$connections"
    renew "${who[$page]:-controller@matning.example}"
    COOKIES=$(cookies "${who[$page]:-controller@matning.example}")
    if [ "$page" = save ]; then
      form=$(curl -s -b "$work/rektor2@matning.example" -c "$work/rektor2@matning.example" "http://127.0.0.1:$port/notes/$note")
      COOKIES=$(cookies rektor2@matning.example)
      VERSION=$(grep -o 'name="Version"[^>]*value="[^"]*"' <<< "$form" | head -1 | sed 's/.*value="//; s/"$//')
      FORM="__RequestVerificationToken=$(token <<< "$form")&Status=InProgress&Analysis="
      measure save $app "http://127.0.0.1:$port/notes/$note" "$work/save.lua" 1
    else
      measure "$page" $app "http://127.0.0.1:$port${path[$page]}" "$work/get.lua" "$connections"
    fi
  done
  [ "$round" = 0 ] && rm "$work/results"
done

echo "| page | CPU ms a request | of the bare page's throughput, by CPU | requests/s | by requests/s | p50 ms | p99 ms | failed |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|"
python3 - "$work/results" <<'PY'
import statistics, sys
from collections import defaultdict
rows = defaultdict(list)
for line in open(sys.argv[1]):
    name, *numbers = line.split()
    rows[name].append([float(number) for number in numbers])
middle = {name: [statistics.median(column) for column in zip(*values)] for name, values in rows.items()}
cpu, rate = middle["bare"][0], middle["bare"][3]
for name, (c, p50, p99, r, n, wrong) in middle.items():
    print(f"| {name} | {c:.2f} | {100 * cpu / c if c else 0:.0f} % | {r:.0f} | {100 * r / rate:.0f} % | {p50:.1f} | {p99:.1f} | {wrong:.0f} |")
PY
echo "highest memory of the application: $(memory $app) MB; of the bare page: $(memory $plain) MB"
