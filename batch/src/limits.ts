/** The longest service id, in bytes; the kernel has the same number. */
export const longestId = 128

/** The greatest amount that a file may hold, in minor units: what is beyond is a mistake and no fee. */
export const greatestAmount = 10n ** 15n
