import { unitWords } from '@aqmrg/platform/air-quality/words.ts';
import type { Exposure } from '../exposure/exposure.ts';
import type { EffectEstimate } from './study-found.ts';

const minus = (text: string): string => text.replaceAll('-', '−');

const decimals = (value: number): number => (Math.abs(value) < 10 ? 2 : 1);

/** `−0.21 %`. */
export const percentText = (value: number): string => `${minus(value.toFixed(decimals(value)))} %`;

/** `−0.21 % to 0.76 %`. */
export const rangeText = (low: number, high: number): string => `${percentText(low)} to ${percentText(high)}`;

/** `5,114`. */
export const countText = (count: number): string => Math.round(count).toLocaleString('en-US');

/** To three digits. */
export const valueText = (value: number): string => minus(String(Number(value.toPrecision(3))));

/** `a, b and c`. */
export const listText = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `−0.123`. */
export const correlationText = (r: number): string => minus(r.toFixed(3));

/** `lag 3`, `lags 0–7`. */
export const lagsText = (from: number, to: number): string =>
  from === to ? `lag ${from}` : `lags ${from}–${to}`;

/** A column of one's own may have a unit of its own. */
const symbols: Readonly<Record<string, string>> = unitWords;

/** `10 µg/m³ of PM2.5`; without a unit, `10 of PM2.5`. */
export const amountText = (amount: number, { label, unit }: Exposure): string =>
  `${valueText(amount)}${unit === null ? '' : ` ${symbols[unit] ?? unit}`} of ${label}`;

/** `0.27 % (95 % interval −0.21 % to 0.76 %)`. */
export const effectText = ({ percentChange, percentLow, percentHigh }: EffectEstimate): string =>
  `${percentText(percentChange)} (95 % interval ${rangeText(percentLow, percentHigh)})`;
