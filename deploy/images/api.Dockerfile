# The API and the worker: one image, two commands.
#
#     API        node dist/apps/api/main.js      (the default)
#     worker     node dist/apps/api/worker.js
#     migrations node tools/migrate.mjs deploy
#     an administrator  node dist/apps/api/admin.js E-MAIL
#     what is wrong     node dist/apps/api/doctor.js
#     recordings        node dist/apps/api/recordings/courier/main.js, beside a recorder
#
# NODE_IMAGE has no default: it is name@digest, which deploy/images/build gives.
ARG NODE_IMAGE

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
RUN node tools/launch.mjs build --only api

FROM ${NODE_IMAGE} AS packages
WORKDIR /greenroom
COPY package.json package-lock.json ./
COPY libs/conference-client/package.json libs/conference-client/
COPY libs/contracts/package.json libs/contracts/
COPY libs/domain/package.json libs/domain/
COPY libs/local-jitsi/package.json libs/local-jitsi/
COPY libs/ui/package.json libs/ui/
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  --include-workspace-root --workspace libs/contracts --workspace libs/domain

FROM ${NODE_IMAGE}
# What installs and builds has no place where the product runs.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
  /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3001
WORKDIR /greenroom
COPY --from=packages /greenroom/node_modules node_modules/
COPY package.json ./
COPY libs/contracts libs/contracts/
COPY libs/domain libs/domain/
COPY apps/api/prisma apps/api/prisma/
COPY tools/migrate.mjs tools/
COPY tools/migrations tools/migrations/
COPY deploy/images/api/healthcheck.mjs ./
COPY --from=build /greenroom/dist/apps/api dist/apps/api/
# A volume takes over whose the folder is.
RUN install -d -o 1000 -g 1000 /var/lib/greenroom/recordings
USER 1000:1000
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["node", "healthcheck.mjs"]
CMD ["node", "--enable-source-maps", "dist/apps/api/main.js"]
