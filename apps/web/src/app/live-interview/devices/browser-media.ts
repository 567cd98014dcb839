/** The browser's devices; undefined on a page without https, whatever the types say. */
export const browserMedia = (): MediaDevices | undefined => navigator.mediaDevices;

/**
 * Sends a player's sound to a speaker, where the browser lets a page choose.
 * @param sinkId as `setSinkId` takes it; empty for the system's own
 */
export async function directTo(sinkId: string, player: HTMLMediaElement): Promise<void> {
  if ('setSinkId' in player && player.sinkId !== sinkId) await player.setSinkId(sinkId);
}
