# The signalling server of a shard: the official image of Jitsi's Prosody with Greenroom's configuration and plugins in it, for
# clusters, where no folder of a host can be mounted. PROSODY_IMAGE has no default: it is name@digest, which deploy/images/build gives.
ARG PROSODY_IMAGE

FROM ${PROSODY_IMAGE}
# Beside Jitsi's own plugins: the folder for custom ones is a volume, which hides what an image puts there.
COPY deploy/jitsi/prosody-plugins /prosody-plugins/
COPY deploy/jitsi/prosody/jitsi-meet.cfg.lua /defaults/conf.d/
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD curl --silent --output /dev/null http://127.0.0.1:5280/
