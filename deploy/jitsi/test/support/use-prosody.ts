import { startProsody } from '../../../../tools/prosody/prosody.ts';
import { RECORDING, playRecorder } from './components.ts';

/** Scenes of the contract are played on Prosody, which counts in whole seconds. */
globalThis.startSignalling = async ({
  authority,
  conferenceSecret,
  apiUrl,
  hibernationMs,
  heartbeatMs,
  shard,
  recording,
}) => {
  const prosody = await startProsody({
    ...authority,
    conferenceSecret,
    apiUrl,
    shard,
    hibernationSeconds: hibernationMs === undefined ? undefined : hibernationMs / 1000,
    signOfLifeSeconds: heartbeatMs === undefined ? undefined : Math.ceil(heartbeatMs / 1000),
    recording: recording === true ? RECORDING : undefined,
  });
  if (recording === true) await playRecorder('room-1', prosody.port);
  return prosody;
};
