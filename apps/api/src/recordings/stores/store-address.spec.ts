import { describe, expect, it } from '@jest/globals';
import { parseRecordingStore } from './store-address.ts';

describe('where recordings are kept', () => {
  it('is a folder of this machine', () => {
    expect(parseRecordingStore('file:///var/lib/greenroom/recordings/')).toEqual({
      kind: 'disk',
      folder: '/var/lib/greenroom/recordings',
    });
  });

  it('is a bucket, with a prefix, its region and another server than Amazon’s', () => {
    expect(parseRecordingStore('s3://recordings/greenroom/?region=eu-central-1')).toEqual({
      kind: 's3',
      bucket: 'recordings',
      prefix: 'greenroom/',
      region: 'eu-central-1',
      endpoint: undefined,
      pathStyle: false,
    });
    expect(
      parseRecordingStore('s3://recordings?region=local&endpoint=http://minio:9000&pathStyle=true'),
    ).toMatchObject({ prefix: '', endpoint: 'http://minio:9000', pathStyle: true });
  });

  it.each([
    ['/var/lib/greenroom'],
    ['file:///'],
    ['file://host/folder'],
    ['file:///folder?x=1'],
    ['s3://recordings'],
    ['s3://re/x?region=eu-central-1'],
    ['s3://key:secret@recordings?region=eu-central-1'],
    ['s3://recordings?region=eu-central-1&acl=public-read'],
    ['s3://recordings?region=eu-central-1&region=eu-central-2'],
    ['s3://recordings?region=eu-central-1&pathStyle=yes'],
    ['s3://recordings?region=eu-central-1&endpoint=ftp://host'],
    ['https://recordings.example.com'],
    ['nonsense'],
  ])('is not %s', (value) => {
    expect(parseRecordingStore(value)).toBeUndefined();
  });
});
