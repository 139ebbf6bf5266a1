#!/usr/bin/env bash
# Two workers are killed and started again at random while they read ARTICLES short articles (usual: 20,000) from PostgreSQL's queue, and then from a three-node RabbitMQ whose leading node is killed, too.
# Afterwards the ledger must be the one that a single 'hearsay add' makes. Needs the server programs of PostgreSQL and RabbitMQ (Debian: postgresql, rabbitmq-server); starts its own on loopback.
#   bench/work-crash.sh [ARTICLES] [postgres|rabbit]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build tests/Hearsay.Tests -c Release >/dev/null
case ${2:-both} in
  postgres) method='*WorkCrashTest.Killed_workers_lose*' ;;
  rabbit) method='*WorkCrashTest.Killed_workers_and_a_killed_broker*' ;;
  *) method='*WorkCrashTest.*' ;;
esac
HEARSAY_WORK_ARTICLES=${1:-20000} tests/Hearsay.Tests/bin/Release/net10.0/Hearsay.Tests -method "$method" -diagnostics
