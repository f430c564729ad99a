/** A rate as people write it: `"7.2500"` → `"7.25"`, `"20.0000"` → `"20"`. */
export function percentText(ratePercent: string): string {
  return ratePercent.includes('.') ? ratePercent.replace(/\.?0+$/, '') : ratePercent
}
