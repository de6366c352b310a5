//! When an entry was written, and the id that sorts by it.

use jiff::{Timestamp, Unit};
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{Builder, Uuid};

/// A moment of writing: the id of an entry and its time, RFC 3339 in UTC with milliseconds. The time is what the
/// clock says; the id begins with it wherever ids can rise so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    millis: u64,
    /// The id: UUIDv7 (RFC 9562), the first 48 bits of which are the time.
    pub id: Uuid,
}

impl Moment {
    /// The present moment, with an id above `last` also where the clock stands still or runs back, or ran ahead when
    /// `last` was drawn: ids within a file always rise, so the order of the ids is the order of the work.
    pub fn after(last: Option<Uuid>) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| past.as_millis() as u64);
        Self::at(now, last)
    }

    fn at(now: u64, last: Option<Uuid>) -> Self {
        let millis = last.map_or(now, |last| now.max(millis_of(last) + 1));
        if let Some(last) = last.filter(|_| millis > LAST_MILLIS) {
            // No later time fits into an id.
            return Self { millis: now, id: Uuid::from_u128(last.as_u128().saturating_add(1)) };
        }
        let mut random = [0; 10];
        random.copy_from_slice(&Uuid::new_v4().as_bytes()[6..]);
        // The version and variant bits of the source are not random; a second draw fills them.
        let more = Uuid::new_v4();
        random[0] = more.as_bytes()[0];
        random[2] = more.as_bytes()[1];
        Self { millis: now, id: Builder::from_unix_timestamp_millis(millis, &random).into_uuid() }
    }

    /// The time as it is written.
    pub fn time(self) -> String {
        let time =
            i64::try_from(self.millis).ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
        let time = time.unwrap_or(Timestamp::UNIX_EPOCH);
        format!("{:.3}", time.round(Unit::Millisecond).unwrap_or(time))
    }
}

/// The largest number of milliseconds that a UUIDv7 can begin with: 48 bits.
const LAST_MILLIS: u64 = (1 << 48) - 1;

/// The milliseconds since 1970 that a UUIDv7 begins with.
fn millis_of(id: Uuid) -> u64 {
    let bytes = id.as_bytes();
    bytes[..6].iter().fold(0, |millis, byte| (millis << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_even_when_the_clock_runs_back() {
        let first = Moment::at(1_764_057_600_123, None);
        assert_eq!(first.time(), "2025-11-25T08:00:00.123Z");
        assert_eq!(first.id.get_version_num(), 7);
        let second = Moment::at(1_000, Some(first.id));
        assert!(second.id > first.id);
        assert_eq!(second.time(), "1970-01-01T00:00:01.000Z");
    }

    #[test]
    fn ids_rise_after_the_last_time_that_fits_into_one() {
        let last = Uuid::from_u128(0xffff_ffff_ffff_7fff_8000_0000_0000_0000);
        let next = Moment::at(1_764_057_600_123, Some(last));
        let after = Moment::at(1_764_057_600_124, Some(next.id));
        assert!(last < next.id && next.id < after.id);
        assert_eq!(next.time(), "2025-11-25T08:00:00.123Z");
        assert_eq!(after.id.get_version_num(), 7);
    }

    #[test]
    fn two_machines_never_draw_one_id() {
        let ids: std::collections::HashSet<Uuid> = (0..10_000).map(|_| Moment::at(5, None).id).collect();
        assert_eq!(ids.len(), 10_000);
    }
}
