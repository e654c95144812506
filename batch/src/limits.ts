/** The longest service id, in bytes; the kernel has the same number. */
export const longestId = 128
