import type { LibraryConference } from './library.ts';
import type { ConferenceStats, RtpFlow } from './port.ts';

/** Reads what flows over the media connection of a conference; null when there is none. */
export async function readStats(
  conference: LibraryConference,
): Promise<ConferenceStats['connections'][number] | null> {
  const connection = conference.getActivePeerConnection?.()?.peerconnection;
  if (!connection || connection.connectionState === 'closed') return null;
  const reports: RTCStats[] = [];
  (await connection.getStats()).forEach((report: RTCStats) => reports.push(report));
  const byId = new Map(reports.map((report) => [report.id, report]));
  const flows = (type: 'inbound-rtp' | 'outbound-rtp'): RtpFlow[] =>
    reports.filter((report) => report.type === type).map((report) => toFlow(report, byId));
  return {
    state: connection.connectionState,
    peerToPeer: conference.isP2PActive?.() ?? false,
    inbound: flows('inbound-rtp'),
    outbound: flows('outbound-rtp'),
    roundTripMs: roundTripOf(reports, byId),
  };
}

type RtpReport = RTCInboundRtpStreamStats & RTCOutboundRtpStreamStats;

function toFlow(report: RTCStats, byId: ReadonlyMap<string, RTCStats>): RtpFlow {
  const rtp = report as RtpReport;
  const codec = byId.get(rtp.codecId ?? '') as { mimeType?: string } | undefined;
  return {
    kind: rtp.kind === 'audio' ? 'audio' : 'video',
    bytes: rtp.bytesReceived ?? rtp.bytesSent ?? 0,
    frames: rtp.framesDecoded ?? rtp.framesEncoded ?? 0,
    width: rtp.frameWidth ?? 0,
    height: rtp.frameHeight ?? 0,
    codec: codec?.mimeType ?? null,
  };
}

function roundTripOf(reports: readonly RTCStats[], byId: ReadonlyMap<string, RTCStats>): number | null {
  const transport = reports.find((report) => report.type === 'transport') as RTCTransportStats | undefined;
  const pair = byId.get(transport?.selectedCandidatePairId ?? '') as RTCIceCandidatePairStats | undefined;
  return pair?.currentRoundTripTime === undefined ? null : Math.round(pair.currentRoundTripTime * 1000);
}
