export interface Disk {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/**
 * What exports leave free where they are written: the store and the event log may lie on the same disk. Two gigabytes are some pieces of the widest rows, and hours of readings. Of a small disk
 * it is a twentieth, or nothing could be exported there.
 */
const reserveBytes = ({ totalBytes }: Disk): number => Math.min(2_000_000_000, totalBytes / 20);

export const hasRoom = (disk: Disk): boolean => disk.freeBytes >= reserveBytes(disk);
