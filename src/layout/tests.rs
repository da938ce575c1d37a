//! What holds of every layout: no disc on another, neighbours near, the same places each time.

use super::*;

/// Groups of nodes, each around a hub, hubs joined in a ring, and some pairs apart; made by reckoning alone.
fn sample(groups: usize, members: usize) -> (usize, Vec<(usize, usize)>, Vec<f64>) {
    let count = groups * members + 20;
    let mut edges = Vec::new();
    for group in 0..groups {
        let hub = group * members;
        edges.extend((1..members).map(|member| (hub, hub + member)));
        edges.extend((1..members / 2).map(|member| (hub + member, hub + (member * 7) % members)));
        edges.push((hub, (group + 1) % groups * members));
    }
    edges.extend((0..6).map(|pair| (groups * members + 2 * pair, groups * members + 2 * pair + 1)));
    let radii = (0..count).map(|node| 4.0 + (node % 9) as f64).collect();
    (count, edges, radii)
}

fn bits(places: &[Point]) -> Vec<[u64; 2]> {
    places.iter().map(|place| place.map(f64::to_bits)).collect()
}

#[test]
fn no_discs_touch() {
    let (nodes, edges, radii) = sample(12, 25);
    let places = layout(nodes, &edges, &radii, &Settings::default());
    for (a, [x, y]) in places.iter().enumerate() {
        for b in a + 1..nodes {
            let apart = ((places[b][0] - x).powi(2) + (places[b][1] - y).powi(2)).sqrt();
            assert!(apart >= radii[a] + radii[b], "{a} {b}: {apart} of {}", radii[a] + radii[b]);
        }
    }
}

#[test]
fn neighbours_are_near() {
    let (nodes, edges, radii) = sample(12, 25);
    let places = layout(nodes, &edges, &radii, &Settings::default());
    let apart =
        |a: usize, b: usize| ((places[a][0] - places[b][0]).powi(2) + (places[a][1] - places[b][1]).powi(2)).sqrt();
    let mean = |pairs: &[(usize, usize)]| pairs.iter().map(|&(a, b)| apart(a, b)).sum::<f64>() / pairs.len() as f64;
    let all: Vec<_> = (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    assert!(mean(&edges) * 3.0 < mean(&all), "{} of {}", mean(&edges), mean(&all));
}

#[test]
fn every_run_and_every_number_of_threads_gives_the_same_places() {
    let (nodes, edges, radii) = sample(60, 25);
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        bits(&pool.install(|| layout(nodes, &edges, &radii, &Settings::default())))
    };
    let first = of(1);
    assert_eq!(first, of(1));
    assert_eq!(first, of(4));
}

#[test]
fn the_whole_is_about_as_wide_as_asked() {
    let nodes = 400;
    let places = layout(nodes, &[], &vec![5.0; nodes], &Settings { gap: 4.0, aspect: 2.0 });
    let spread = |axis: usize| {
        let values = places.iter().map(|place| place[axis]);
        values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
    };
    let aspect = spread(0) / spread(1);
    assert!((1.7..2.3).contains(&aspect), "{aspect}");
}

#[test]
fn odd_input_has_places_too() {
    assert_eq!(layout(0, &[(0, 1)], &[], &Settings::default()), Vec::<Point>::new());
    let one = layout(1, &[(0, 0)], &[f64::NAN], &Settings::default());
    assert!(one[0].iter().all(|x| x.is_finite()), "{one:?}");
    let many =
        layout(5, &[(0, 1), (1, 0), (9, 1), (2, 2)], &[1.0, -3.0, f64::INFINITY], &Settings { gap: 0.0, aspect: 0.0 });
    assert!(many.iter().flatten().all(|x| x.is_finite()), "{many:?}");
    // A star, a path and a full graph, as the forces' extremes.
    let star: Vec<_> = (1..300).map(|leaf| (0, leaf)).collect();
    let path: Vec<_> = (1..300).map(|next| (next - 1, next)).collect();
    let full: Vec<_> = (0..40).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    for (nodes, edges) in [(300, star), (300, path), (40, full)] {
        let places = layout(nodes, &edges, &[], &Settings::default());
        assert!(places.iter().flatten().all(|x| x.abs() < 1e5), "{nodes}");
    }
}
