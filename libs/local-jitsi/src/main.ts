import { parseEnvironment, type Environment } from './environment.ts';
import { startLocalJitsi } from './server.ts';

const environment = readEnvironment();
const server = await startLocalJitsi({
  port: environment.PORT,
  authority: {
    appId: environment.JITSI_APP_ID,
    appSecret: environment.JITSI_APP_SECRET,
    domain: environment.JITSI_DOMAIN,
  },
  conferenceSecret: environment.CONFERENCE_SECRET,
  apiUrl: environment.API_URL,
  recording: environment.ENABLE_RECORDING,
  shard: environment.GREENROOM_SHARD,
  log: (message) => console.error(`local-jitsi: ${message}`),
}).catch((error: unknown) => fail(error));

console.log(
  `local-jitsi listens on ws://127.0.0.1:${server.port}/xmpp-websocket (loopback only, not for production)`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}

function readEnvironment(): Environment {
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
