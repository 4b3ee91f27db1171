import { readFile } from 'node:fs/promises';
import { createRegistry } from '@aqmrg/platform/observe/metrics.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GatewayMetrics } from './metrics.ts';
import { createGatewayMetrics } from './prometheus.ts';

let registry: ReturnType<typeof createRegistry>;
let metrics: GatewayMetrics;
beforeEach(() => {
  registry = createRegistry();
  metrics = createGatewayMetrics(registry, ['sensors', 'readings']);
});

/** Lines of one name, without those that are still zero. */
const told = async (name: string): Promise<readonly string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(name) && !line.endsWith(' 0'));

describe("the gateway's metrics", () => {
  it('count each thing under its own labels', async () => {
    metrics.operation('hit');
    metrics.operation('hit');
    metrics.execution('apollo');
    metrics.retry('readings');
    metrics.shared('fetch');
    metrics.breaker('readings', 'open');
    expect(await told('aqmrg_gateway_')).toEqual([
      'aqmrg_gateway_operations_total{cache="hit"} 2',
      'aqmrg_gateway_executions_total{by="apollo"} 1',
      'aqmrg_gateway_fetch_retries_total{service="readings"} 1',
      'aqmrg_gateway_shared_total{what="fetch"} 1',
      'aqmrg_gateway_breaker_state{service="readings"} 2',
    ]);
    metrics.breaker('readings', 'half-open');
    metrics.breaker('sensors', 'closed');
    expect(await told('aqmrg_gateway_breaker_state')).toEqual([
      'aqmrg_gateway_breaker_state{service="readings"} 1',
    ]);
  });

  it('tell what is open of live streams, and why it ended', async () => {
    metrics.upstream('readings', 'opened');
    metrics.upstream('readings', 'opened');
    metrics.upstream('readings', 'resumed');
    metrics.upstream('readings', 'closed');
    metrics.slow('gap');
    metrics.socket('opened');
    metrics.socket('opened');
    metrics.socket('opened');
    metrics.socket('closed', 1012);
    metrics.socket('closed', 3999);
    expect((await told('aqmrg_gateway_')).toSorted()).toEqual([
      'aqmrg_gateway_slow_subscriptions_total{policy="gap"} 1',
      'aqmrg_gateway_socket_closes_total{code="1012"} 1',
      'aqmrg_gateway_socket_closes_total{code="OTHER"} 1',
      'aqmrg_gateway_sockets 1',
      'aqmrg_gateway_upstreams_resumed_total{service="readings"} 1',
      'aqmrg_gateway_upstreams{service="readings"} 1',
    ]);
  });

  it('tell every code apart with which the live protocol closes a socket', async () => {
    const page = await readFile(new URL('../../docs/reference/live-protocol.md', import.meta.url), 'utf8');
    const rows = page.matchAll(/^\| (\d{4}(?:, \d{4})*) \|/gm);
    const codes = [...rows].flatMap(([, listed = '']) => listed.split(', '));
    expect(codes).toContain('1013');
    for (const code of codes) metrics.socket('closed', Number(code));
    expect(await told('aqmrg_gateway_socket_closes_total')).toEqual(
      codes.map((code) => `aqmrg_gateway_socket_closes_total{code="${code}"} 1`),
    );
  });

  it('time requests and fetches in buckets that hold all below them', async () => {
    for (const seconds of [0.0002, 0.004, 0.004, 31]) metrics.request('hot', 'ok', seconds);
    metrics.fetch('sensors', 'deadline', 10);
    const request = await told('aqmrg_gateway_request_duration_seconds');
    const labels = 'path="hot",outcome="ok"';
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_bucket{${labels},le="0.00025"} 1`);
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_bucket{${labels},le="0.0025"} 1`);
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_bucket{${labels},le="0.005"} 3`);
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_bucket{${labels},le="30"} 3`);
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_bucket{${labels},le="+Inf"} 4`);
    expect(request).toContain(`aqmrg_gateway_request_duration_seconds_count{${labels}} 4`);
    expect(await told('aqmrg_gateway_fetch_duration_seconds_bucket')).toEqual([
      'aqmrg_gateway_fetch_duration_seconds_bucket{service="sensors",outcome="deadline",le="10"} 1',
      'aqmrg_gateway_fetch_duration_seconds_bucket{service="sensors",outcome="deadline",le="+Inf"} 1',
    ]);
  });

  it('never make a series of a word that a client or a stranger chose', async () => {
    const linesBefore = (await registry.metrics()).split('\n').length;
    metrics.refused('QUERY_TOO_COSTLY');
    metrics.refused('made-up"} 1\nevil_total 1');
    metrics.refused('toString');
    metrics.fetch('kitchen', 'ok', 1);
    metrics.retry('kitchen');
    metrics.breaker('kitchen', 'open');
    metrics.upstream('kitchen', 'opened');
    metrics.upstream('kitchen', 'resumed');
    metrics.socket('closed', 4998);
    metrics.socket('opened');
    expect((await registry.metrics()).split('\n').length).toBe(linesBefore);
    expect(await told('aqmrg_gateway_')).toEqual([
      'aqmrg_gateway_refused_total{code="QUERY_TOO_COSTLY"} 1',
      'aqmrg_gateway_refused_total{code="OTHER"} 2',
      'aqmrg_gateway_socket_closes_total{code="OTHER"} 1',
    ]);
  });
});
