/** Positions in `refusalReasons` of plan.ts, plus one, because zero means that the row is fine. A test compares them. */
export const MISSING_VALUE: u32 = 1
export const NOT_A_NUMBER: u32 = 2
export const NEGATIVE: u32 = 3
export const TOO_MANY_DECIMALS: u32 = 4
export const TOO_LARGE: u32 = 5
export const OUT_OF_RANGE: u32 = 9
export const TOO_LONG: u32 = 10
export const TOO_FEW_FIELDS: u32 = 11
export const TOO_MANY_FIELDS: u32 = 12
export const BROKEN_QUOTES: u32 = 13
export const NOT_UTF8: u32 = 14
export const NOT_AN_INSTANT: u32 = 15
export const DUPLICATE: u32 = 16
export const WRONG_CURRENCY: u32 = 17
