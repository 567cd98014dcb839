import { startProsody } from '../../../../tools/prosody/prosody.ts';

/** Scenes of the contract are played on Prosody, which counts in whole seconds. */
globalThis.startSignalling = async ({
  authority,
  conferenceSecret,
  apiUrl,
  shard,
  hibernationMs,
  heartbeatMs,
}) =>
  startProsody({
    ...authority,
    conferenceSecret,
    apiUrl,
    shard,
    hibernationSeconds: hibernationMs === undefined ? undefined : hibernationMs / 1000,
    signOfLifeSeconds: heartbeatMs === undefined ? undefined : Math.ceil(heartbeatMs / 1000),
  });
