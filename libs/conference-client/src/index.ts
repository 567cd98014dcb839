export { createConferenceClient } from './conference-client.ts';
export { GrantRefusedError } from './port.ts';
export type * from './port.ts';
