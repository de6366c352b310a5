//! Values as bytes, in which they are kept for the next run: each value one mark, then what it holds.

use super::{SharedText, Value};

/// Adds a value.
pub(super) fn write(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Text(text) => {
            bytes.push(0);
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        Value::WholeNumber(number) => {
            bytes.push(1);
            bytes.extend(number.to_le_bytes());
        }
        Value::Decimal(number) => {
            bytes.push(2);
            bytes.extend(number.to_bits().to_le_bytes());
        }
        Value::Date { year, month, day } => {
            bytes.push(3);
            bytes.extend(year.to_le_bytes());
            bytes.extend([*month, *day]);
        }
        Value::YesNo(yes) => bytes.extend([4, u8::from(*yes)]),
        Value::List(values) => {
            bytes.push(5);
            bytes.extend((values.len() as u32).to_le_bytes());
            values.iter().for_each(|value| write(value, bytes));
        }
    }
}

/// All values that stand in `bytes`; `None` where something else stands there.
pub(super) fn read(mut bytes: &[u8]) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    while !bytes.is_empty() {
        values.push(one(&mut bytes)?);
    }
    Some(values)
}

fn one(bytes: &mut &[u8]) -> Option<Value> {
    let [mark] = taken(bytes)?;
    Some(match mark {
        0 => {
            let length = u32::from_le_bytes(taken(bytes)?) as usize;
            let (text, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            Value::Text(SharedText::new(std::str::from_utf8(text).ok()?))
        }
        1 => Value::WholeNumber(i64::from_le_bytes(taken(bytes)?)),
        2 => Value::Decimal(f64::from_bits(u64::from_le_bytes(taken(bytes)?))),
        3 => {
            let year = i32::from_le_bytes(taken(bytes)?);
            let [month, day] = taken(bytes)?;
            Value::Date { year, month, day }
        }
        4 => Value::YesNo(taken::<1>(bytes)? == [1]),
        5 => {
            let count = u32::from_le_bytes(taken(bytes)?);
            Value::List((0..count).map(|_| one(bytes)).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn taken<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_to_the_bit_and_damage_is_seen() {
        let values = [
            Value::Text("één".into()),
            Value::WholeNumber(-7),
            Value::Decimal(0.1 + 0.2),
            Value::Date { year: 2014, month: 3, day: 31 },
            Value::List(vec![Value::YesNo(true), Value::Text("".into())]),
        ];
        let mut bytes = Vec::new();
        values.iter().for_each(|value| write(value, &mut bytes));
        assert_eq!(read(&bytes).unwrap(), values);
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(read(&[9]), None);
    }
}
