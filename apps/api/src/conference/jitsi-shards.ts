import { Inject, Injectable } from '@nestjs/common';
import type { RoomGrant } from '@greenroom/contracts';
import { ENVIRONMENT, type Environment } from '../env.ts';

/** The settings that say where Jitsi is. */
type JitsiSettings = Pick<
  Environment,
  'JITSI_SHARDS' | 'JITSI_WEBSOCKET_URL' | 'JITSI_LIBRARY_URL' | 'CONFERENCE_CONTROL_URL'
>;

/**
 * The shards of Jitsi by the settings, and where each of them is; of which they say nothing, a deployment has one without a name. A shard is a signalling server with all that
 * belongs to it: a room is on one of them, and people on two of them never meet.
 */
@Injectable()
export class JitsiShards {
  /** In the order of the settings; empty where there is one without a name. */
  readonly names: readonly string[];
  private readonly controlUrls: ReadonlyMap<string, string>;

  constructor(@Inject(ENVIRONMENT) private readonly settings: JitsiSettings) {
    const shards = settings.JITSI_SHARDS ?? [];
    this.names = shards.map(({ name }) => name);
    this.controlUrls = new Map(shards.map(({ name, controlUrl }) => [name, controlUrl]));
  }

  /** True where rooms have to be assigned. */
  get areNamed(): boolean {
    return this.names.length > 0;
  }

  /** True where no signalling server takes commands: rooms end by their reservation alone, and reports are believed as they are. */
  get areOutOfReach(): boolean {
    return !this.areNamed && this.settings.CONFERENCE_CONTROL_URL === undefined;
  }

  /**
   * The shard that answers for rooms of a shard: a room that is on none of the settings counts to the first of them, where rooms from before there were several are, and which
   * otherwise truthfully knows none.
   *
   * @returns null where shards have no names
   */
  answeringFor(shard: string | null): string | null {
    const [first = null] = this.names;
    return shard !== null && this.controlUrls.has(shard) ? shard : first;
  }

  /** Where the signalling server of a room takes our commands, without a slash at the end; undefined where it takes none. */
  controlUrlOf(shard: string | null): string | undefined {
    const name = this.answeringFor(shard);
    if (name !== null) return this.controlUrls.get(name);
    return this.settings.CONFERENCE_CONTROL_URL?.replace(/\/$/, '');
  }

  /** Where browsers find the signalling and the library of a shard: at the addresses of the settings, with its name before their path. */
  addressesOf(shard: string | null): Pick<RoomGrant, 'serviceUrl' | 'libraryUrl'> {
    const { JITSI_WEBSOCKET_URL: serviceUrl, JITSI_LIBRARY_URL: libraryUrl } = this.settings;
    if (shard === null) return { serviceUrl, libraryUrl };
    return { serviceUrl: below(shard, serviceUrl), libraryUrl: below(shard, libraryUrl) };
  }
}

/** An address, or a path of the portal's origin, with the shard before its path. */
export function below(shard: string, address: string): string {
  const [, origin = '', path = ''] = /^([a-z]+:\/\/[^/]+)?(.*)$/.exec(address) ?? [];
  return `${origin}/shards/${shard}${path}`;
}
