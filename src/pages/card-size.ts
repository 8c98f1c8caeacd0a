/** How large a card is: as sites show pictures beside links. In pixels. */

export const CARD = { width: 1200, height: 630 }
