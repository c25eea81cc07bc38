#!/usr/bin/env bash
# Prints what `docker compose` needs to know and nobody else may: `.docker/secrets.sh > .env`, once. Keep the file with
# the backups: without the keys, identity numbers stay sealed and a person's key changes.
set -euo pipefail

echo "FOURNETS_PID_KEY=$(openssl rand -hex 32)"
for department in ESTABLISHMENT DISCIPLINE ORGANIZATION HR FINANCE; do
  echo "${department}_KEY=$(openssl rand -hex 32)"
  echo "${department}_SUPERUSER_PASSWORD=$(openssl rand -hex 24)"
  echo "${department}_OWNER_PASSWORD=$(openssl rand -hex 24)"
  echo "${department}_APP_PASSWORD=$(openssl rand -hex 24)"
done

# The gateway signs what it asks of a department; the departments have only the public half.
key=$(openssl genpkey -algorithm ed25519)
x=$(openssl pkey -pubout -outform DER <<<"$key" | tail -c 32 | openssl base64 -A | tr '+/' '-_' | tr -d '=')
echo "GATEWAY_SIGNING_KEY=\"${key//$'\n'/\\n}\""
echo "GATEWAY_PUBLIC_KEYS='{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"$x\"}]}'"
