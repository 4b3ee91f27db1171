/** Where whoever reads an email says yes or no; a token follows. */
export const confirmDoor = '/v1/alerts/confirm';
export const unsubscribeDoor = '/v1/alerts/unsubscribe';
