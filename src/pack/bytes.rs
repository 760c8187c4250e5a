//! Numbers in the binary sections of a pack.

use super::PackError;

/// Reads numbers of seven bits a byte, low bits first, the high bit saying that more follow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) const fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn rest(&self) -> &'b [u8] {
        self.0
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn number(&mut self) -> Result<u32, PackError> {
        let (mut value, mut shift) = (0u32, 0);
        loop {
            let (&byte, rest) = self.0.split_first().ok_or_else(|| PackError::damaged("a number is cut"))?;
            self.0 = rest;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
            shift += 7;
            if shift > 28 {
                return Err(PackError::damaged("a number is too large"));
            }
        }
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'b [u8], PackError> {
        let (head, rest) = self.0.split_at_checked(count).ok_or_else(|| PackError::damaged("a run of bytes is cut"))?;
        self.0 = rest;
        Ok(head)
    }
}

/// Writes a number for [`Reader::number`].
#[cfg(feature = "train")]
pub(crate) fn number(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
