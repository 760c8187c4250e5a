//! A map from keys to small values: open addressing over keys that are hashes already, behind a set of bits that most
//! of the keys that are not there do not pass.

use crate::key::Key;

/// Maps [`Key`]s to copies of `V`. Key 0 marks an empty slot, which [`crate::key::key`] never returns.
#[derive(Clone, Debug, Default)]
pub struct KeyMap<V> {
    slots: Vec<(Key, V)>,
    /// [`BITS`] for each slot: the bit of a key is set if it is there. They stay in the nearest cache where slots do not.
    bits: Vec<u64>,
    len: usize,
}

/// Four bits a slot, so eight a key or more: one stranger in twelve passes at most.
const BITS: usize = 4;

impl<V: Copy + Default> KeyMap<V> {
    /// An empty map with room for `capacity` keys.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        let slots = (capacity * 2).next_power_of_two().max(8);
        Self { slots: vec![(0, V::default()); slots], bits: vec![0; (slots * BITS).div_ceil(64)], len: 0 }
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<V> {
        let bit = hash(key) & (self.slots.len() * BITS).wrapping_sub(1);
        if self.bits.get(bit / 64)? & 1 << (bit % 64) == 0 {
            return None;
        }
        let (found, value) = self.slots[self.slot(key)];
        (found == key).then_some(value)
    }

    /// The value of `key`, put in as the default first if it is new.
    pub fn entry(&mut self, key: Key) -> &mut V {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot].0 != key {
            self.slots[slot].0 = key;
            let bit = hash(key) & (self.slots.len() * BITS - 1);
            self.bits[bit / 64] |= 1 << (bit % 64);
            self.len += 1;
        }
        &mut self.slots[slot].1
    }

    /// Number of keys.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no key.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where `key` is, or the empty slot where it would go. Ends because a half of the slots is empty.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity(self.slots.len().max(4));
        for &(key, value) in self.slots.iter().filter(|(key, _)| *key != 0) {
            *larger.entry(key) = value;
        }
        *self = larger;
    }
}

/// Multiplicative hashing: its low bits choose the slot, two more the bit.
const fn hash(key: Key) -> usize {
    key.wrapping_mul(0x9e37_79b1) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in() {
        let mut map = KeyMap::<u32>::default();
        assert_eq!(map.get(7), None);
        for k in 1..1000u32 {
            *map.entry(k.wrapping_mul(2_654_435_761) | 1) += k;
        }
        assert_eq!(map.get(5u32.wrapping_mul(2_654_435_761) | 1), Some(5));
        assert!(map.get(2).is_none());
    }
}
