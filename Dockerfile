# Pulih in one image, for a PostgreSQL of your own. Not run so far: there was no container engine where it was written.
FROM node:26-slim
WORKDIR /app
COPY . .
# What callers hear is spoken by espeak-ng.
RUN apt-get update && apt-get install --yes --no-install-recommends espeak-ng && rm -rf /var/lib/apt/lists/*
RUN npm ci && node tools/build-web.ts && npm prune --omit=dev && mkdir -p /data/status && chown -R node:node /data
USER node
ENV NODE_ENV=production PULIH_HOST=0.0.0.0 PULIH_PORT=8080 PULIH_DATA=/data
VOLUME /data
# Pulih, and the status page where the image runs server/src/status-host/main.ts: see compose.yaml.
EXPOSE 8080 8081
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PULIH_PORT + '/readyz').then(reply => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts", "--empty"]
