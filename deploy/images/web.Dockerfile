# The portal's files behind Debian's nginx, which also hands /api and the signalling on: one origin for the browser.
# Settings: see web/start.sh. NODE_IMAGE and DEBIAN_IMAGE have no default: they are name@digest, which deploy/images/build gives.
ARG NODE_IMAGE
ARG DEBIAN_IMAGE

FROM ${NODE_IMAGE} AS build
WORKDIR /greenroom
COPY package.json package-lock.json ./
COPY libs/conference-client/package.json libs/conference-client/
COPY libs/contracts/package.json libs/contracts/
COPY libs/domain/package.json libs/domain/
COPY libs/local-jitsi/package.json libs/local-jitsi/
COPY libs/ui/package.json libs/ui/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node tools/launch.mjs build --only web

FROM ${DEBIAN_IMAGE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends nginx libnginx-mod-http-brotli-static curl \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /greenroom/dist/apps/web/browser /greenroom/portal/
COPY deploy/images/web /greenroom/web/
ENV PORT=8080
WORKDIR /tmp
USER 1000:1000
EXPOSE 8080
# nginx ends what it has in hand at SIGQUIT, and drops it at SIGTERM.
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 \
  CMD curl --fail --silent --output /dev/null "http://127.0.0.1:$PORT/health/web"
CMD ["sh", "/greenroom/web/start.sh"]
