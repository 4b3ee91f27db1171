import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { PortName, Ports } from '@aqmrg/platform/subgraph/define.ts';

/** Opens what stands behind each port for whoever asks, a room or the gateway. What was opened before is given again. */
export type OpenPorts = (names: readonly PortName[], who: string) => Promise<Partial<Ports>>;

interface Closable {
  close(): Promise<void>;
}

/** Opens a thing when it is first asked for, and closes it after everything that was opened later. */
export const opener =
  (lifecycle: Lifecycle) =>
  <T extends Closable>(name: string, open: () => Promise<T>): (() => Promise<T>) => {
    let opened: Promise<T> | undefined;
    return () => {
      opened ??= open().then((port) => {
        lifecycle.onStop(name, () => port.close());
        return port;
      });
      return opened;
    };
  };

/** How each port is opened. */
export type Openers = { readonly [P in PortName]: (who: string) => Promise<Ports[P]> };

export const openPortsBy =
  (openers: Openers): OpenPorts =>
  async (names, who) =>
    Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await openers[name](who)] as const)),
    );
