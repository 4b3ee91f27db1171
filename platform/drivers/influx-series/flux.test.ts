import { describe, expect, it } from 'vitest';
import { at } from '../../ports/series.builders.ts';
import { instant, isField, isThere, pipe, pointsOf, results, tagIn, whole } from './flux.ts';
import { toTag } from './tag-text.ts';

const source = { bucket: 'air-readings', measurement: 'reading', from: 0, to: 1 };

describe('Flux', () => {
  it('asks for points of a bucket by time, tags and field, all of which storage itself applies', () => {
    const conditions = [tagIn('sensor', ['a']), isField('value')];
    expect(String(pointsOf({ ...source, from: at('2026-03-01T12:00:00Z') }, conditions))).toBe(
      'from(bucket: "air-readings") |> range(start: time(v: 1772366400000000000), stop: time(v: 1000000))' +
        ' |> filter(fn: (r) => r["_measurement"] == "reading" and r["sensor"] == "a" and r["_field"] == "value")',
    );
  });

  it('asks for one of several tags by one regular expression', () => {
    expect(String(tagIn('sensor', ['a', 'ug.1']))).toBe('r["sensor"] =~ /^(?:a|ug\\.1)$/');
  });

  it('takes no value for Flux', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as Flux would read it
    const hostile = '") or true) |> drop() //\n${x}\\';
    expect(String(tagIn('sensor', [toTag(hostile)]))).toMatch(/^r\["sensor"\] == "[A-Za-z0-9%;-]+"$/);
    // the bucket and measurement are ours; were they not, they would stay texts all the same
    expect(String(pointsOf({ ...source, bucket: hostile }, []))).toContain(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Flux would read it
      'from(bucket: "\\") or true) |> drop() //\\n\\${x}\\\\")',
    );
    expect(String(tagIn('sensor', ['a', hostile].map(toTag)))).toMatch(
      /^r\["sensor"\] =~ \/\^\(\?:[A-Za-z0-9%;|-]+\)\$\/$/,
    );
  });

  it('writes the number that stands for no value with all its digits', () => {
    expect(String(isThere)).toMatch(/^r\["_value"\] < 17976931348623157\d{292}\.0$/);
  });

  it('keeps to the times that InfluxDB can hold', () => {
    expect(String(instant(at('0001-01-01T00:00:00Z')))).toBe('time(v: -9223372036854000000)');
    expect(String(instant(Number.POSITIVE_INFINITY))).toBe('time(v: 9223372036853000000)');
    expect(String(instant(0.5))).toBe('time(v: 1000000)');
  });

  it('names several results by their places', () => {
    const one = pipe(pointsOf(source, []), whole);
    const lines = results([one, one]).split('\n');
    expect(lines).toStrictEqual([`${one} |> yield(name: "0")`, `${one} |> yield(name: "1")`]);
  });
});
