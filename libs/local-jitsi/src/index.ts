export { startLocalJitsi } from './server.ts';
export type { LocalJitsi, LocalJitsiOptions } from './server.ts';
export { verifyRoomToken, RoomTokenError } from './room-token.ts';
export type { RoomTokenClaims, TokenAuthority } from './room-token.ts';
export { isSignatureValid, signBody, SIGNATURE_HEADER } from './signature.ts';
