import { CONFERENCE_SECRET, FakeApi } from '../../../../libs/local-jitsi/test/support/fake-api.ts';
import { AUTHORITY, roomToken } from '../../../../libs/local-jitsi/test/support/room-token.ts';
import type { ANN } from '../../../../libs/local-jitsi/test/support/scene.ts';
import { XmppClient } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import {
  startProsody,
  type ProsodySettings,
  type RunningProsody,
} from '../../../../tools/prosody/prosody.ts';

/** A Prosody beside a fake API that can go away and come back. */
export interface ProsodyScene {
  readonly api: FakeApi;
  /** Where the API is. */
  readonly apiUrl: string;
  readonly prosody: RunningProsody;
  login(user: typeof ANN, room?: string): Promise<XmppClient>;
  stopApi(): Promise<void>;
  startApi(): Promise<void>;
  stop(): Promise<void>;
}

export async function startProsodyScene(settings: Partial<ProsodySettings> = {}): Promise<ProsodyScene> {
  const api = new FakeApi();
  const apiUrl = await api.start();
  const prosody = await startProsody({
    ...AUTHORITY,
    conferenceSecret: CONFERENCE_SECRET,
    apiUrl,
    ...settings,
  });
  return {
    api,
    apiUrl,
    prosody,
    login: (user, room = 'room-1') => XmppClient.login(prosody.port, roomToken({ user, room })),
    stopApi: () => api.stop(),
    startApi: async () => {
      await api.start(Number(new URL(apiUrl).port));
    },
    async stop() {
      await prosody.stop();
      await api.stop();
    },
  };
}
