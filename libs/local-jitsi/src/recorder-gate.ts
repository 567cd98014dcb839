import { z } from 'zod';
import { sendSigned, type SignedPostOptions } from './signed-post.ts';

type RecorderAnswer =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly condition: string; readonly message: string };

/** Whether a recorder may come into a room, by its local part. */
export type RecorderGate = (room: string) => Promise<RecorderAnswer>;

const grantedBody = z.object({ recordingId: z.string().min(1) });
const refusedBody = z.object({ error: z.object({ message: z.string() }) });

/** Asks the API, which knows who has agreed. Whatever is not clearly a yes is a no. */
export function createRecorderGate(options: SignedPostOptions & { readonly apiUrl: string }): RecorderGate {
  const url = `${options.apiUrl}/api/conference/recordings/starts`;
  return async (room) => {
    try {
      const response = await sendSigned(url, { room }, options);
      const body: unknown = await response.json();
      if (response.status === 200 && grantedBody.safeParse(body).success) return { kind: 'granted' };
      const refusal = response.status === 403 ? refusedBody.safeParse(body).data : undefined;
      if (!refusal) return unknown();
      return { kind: 'refused', condition: 'policy-violation', message: refusal.error.message };
    } catch {
      return unknown();
    }
  };
}

function unknown(): RecorderAnswer {
  const message = 'It cannot be found out whether this interview may be recorded';
  return { kind: 'refused', condition: 'service-unavailable', message };
}
