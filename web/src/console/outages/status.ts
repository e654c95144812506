/** Of what is not over, as the list takes it. */
export const openStatuses = 'suspected,confirmed,partly-restored'
export const overStatuses = 'restored,closed'
