# One image for the gateway and for every department; the command says which. A glibc base: the embedded Postgres of
# `up` needs it.
FROM node:20-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY gateway gateway
COPY schema schema
COPY subgraphs subgraphs

# Transpiles the sources: the account that runs them may not write here.
RUN node gateway/cli/fournets.mjs --version

RUN install --directory --owner=node --group=node --mode=700 /data
ENV FOURNETS_DATA=/data HOST=0.0.0.0 PORT=4000
VOLUME /data
EXPOSE 4000

USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:4000/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "gateway/cli/fournets.mjs"]
CMD ["up"]
