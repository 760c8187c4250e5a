//! What must be true of every annotation, whatever the text.

use kutip::annotation::{Annotation, Party, Slice, VERSION};
use kutip::pack::Pack;
use kutip::segment::segment;
use std::collections::BTreeSet;

/// Panics where `annotation` is not one that `text` can have.
pub(crate) fn check(pack: &Pack, text: &str, annotation: &Annotation<'_>) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let segments = segment(text, &pack.lexicon);
    let starts: BTreeSet<u32> = segments.tokens.iter().map(|token| token.utf16.start).collect();
    let ends: BTreeSet<u32> = segments.tokens.iter().map(|token| token.utf16.end).collect();
    let slice = |start: u32, end: u32, repeated: &str| {
        assert!(start < end, "an empty span at {start}");
        let found = units.get(start as usize..end as usize).expect("inside the text");
        assert_eq!(String::from_utf16(found).expect("borders of characters"), repeated);
        assert!(starts.contains(&start) && ends.contains(&end), "not whole tokens: {repeated:?}");
    };
    let party = |party: &Party<'_>| {
        assert_eq!(party.start.is_some(), party.end.is_some());
        assert!(!party.text.is_empty(), "a party without words");
        if let (Some(start), Some(end)) = (party.start, party.end) {
            slice(start, end, party.text);
        }
        if let Some(mention) = party.mention {
            let mention = &annotation.mentions[mention as usize];
            assert_eq!((Some(mention.start), Some(mention.end)), (party.start, party.end));
            assert_eq!(mention.entity, party.entity);
        }
        if let Some(entity) = party.entity {
            assert!((entity as usize) < annotation.entities.len());
        }
    };
    assert_eq!((annotation.version, annotation.language.as_str()), (VERSION, pack.language.as_str()));

    for mention in &annotation.mentions {
        slice(mention.start, mention.end, mention.text);
        assert!(mention.confidence.0 <= 100);
    }
    let places = annotation.mentions.iter().map(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    assert!(places.clone().zip(places.skip(1)).all(|(a, b)| a <= b), "mentions out of order");

    for (id, entity) in annotation.entities.iter().enumerate() {
        assert_eq!(entity.id as usize, id);
        assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
        assert!(entity.mentions.windows(2).all(|pair| pair[0] < pair[1]), "mentions of an entity out of order");
        let aliases: BTreeSet<&str> = entity.aliases.iter().copied().chain([entity.name]).collect();
        assert_eq!(aliases.len(), entity.aliases.len() + 1, "an alias twice: {:?}", entity.aliases);
        for role in &entity.roles {
            assert!(!role.text.is_empty());
            assert!(role.organization.is_none_or(|body| (body as usize) < annotation.entities.len()));
        }
        let own = annotation.mentions.iter().enumerate().filter(|(_, mention)| mention.entity == Some(id as u32));
        assert!(own.map(|(place, _)| place as u32).eq(entity.mentions.iter().copied()));
    }

    let extent = |spans: &[Slice<'_>]| (spans[0].start, spans[spans.len() - 1].end);
    for (id, quote) in annotation.quotes.iter().enumerate() {
        assert_eq!(quote.id as usize, id);
        assert!(quote.confidence.0 <= 100 && !quote.spans.is_empty());
        for span in quote.spans.iter().chain(&quote.cue) {
            slice(span.start, span.end, span.text);
        }
        assert!(quote.spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "parts out of order");
        for one in [&quote.speaker, &quote.addressee, &quote.via].into_iter().flatten() {
            party(one);
        }
        if let Some(parent) = quote.parent {
            assert!((parent as usize) < id, "a parent comes before what stands in it");
            let outer = &annotation.quotes[parent as usize].spans;
            let (start, end) = extent(&quote.spans);
            assert!(outer.iter().any(|span| span.start <= start && end <= span.end), "outside of its parent");
        }
    }
    let starts = annotation.quotes.iter().map(|quote| quote.spans[0].start);
    assert!(starts.clone().zip(starts.skip(1)).all(|(a, b)| a <= b), "quotations out of order");
}
