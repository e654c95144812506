/** Sends what waits, through every channel. */
export const sendJob = 'messaging.send'
