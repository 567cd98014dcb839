import { startProsody } from '../../../../tools/prosody/prosody.ts';
import { startLocalJitsi, type TokenAuthority } from '../../../local-jitsi/src/index.ts';

export interface SignallingOptions {
  readonly authority: TokenAuthority;
  readonly conferenceSecret: string;
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
}

/** A signalling server between the people on the stage. */
export interface Signalling {
  readonly port: number;
  readonly controlUrl: string;
  stop(): Promise<void>;
}

/** The stand-in; the real Prosody where the environment says `SIGNALLING=prosody`. */
export async function startSignalling(options: SignallingOptions): Promise<Signalling> {
  if (process.env.SIGNALLING === 'prosody') return startProsody({ ...options.authority, ...options });
  const server = await startLocalJitsi({ port: 0, ...options });
  return { ...server, controlUrl: `http://127.0.0.1:${server.port}` };
}
