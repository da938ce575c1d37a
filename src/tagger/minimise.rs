//! Minimises a smooth function plus the sum of absolute values, by quasi-Newton steps within an orthant (OWL-QN).

use std::collections::VecDeque;

/// How many steps back the curvature is remembered.
const MEMORY: usize = 6;
/// How often a step is halved before the search ends.
const HALVINGS: usize = 20;
/// Over how many iterations progress is measured.
const PERIOD: usize = 10;
/// Less progress than this share of the value, over the period, ends the search.
const ENOUGH: f64 = 2e-4;

/// A pair of differences: of points and of gradients.
struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    curvature: f64,
}

/// Minimises `function(x, gradient) + l1 * |x|` from zero; returns the best point. `each` is told the iteration and value.
pub(super) fn minimise(
    size: usize,
    l1: f64,
    iterations: usize,
    mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
    mut each: impl FnMut(usize, f64),
) -> Vec<f64> {
    let mut point = vec![0.0; size];
    let mut gradient = vec![0.0; size];
    let mut value = function(&point, &mut gradient);
    let mut pairs: VecDeque<Pair> = VecDeque::new();
    let mut values = VecDeque::from([value]);
    for iteration in 1..=iterations {
        let steepest = pseudo_gradient(&point, &gradient, l1);
        let mut direction = newton_direction(&steepest, &pairs);
        direction.iter_mut().zip(&steepest).for_each(|(d, g)| {
            if *d * g >= 0.0 {
                *d = 0.0;
            }
        });
        let slope = dot(&direction, &steepest);
        if slope >= 0.0 {
            break;
        }
        let mut length = if pairs.is_empty() { 1.0 / dot(&steepest, &steepest).sqrt() } else { 1.0 };
        let mut next = vec![0.0; size];
        let mut next_gradient = vec![0.0; size];
        let mut found = None;
        for _ in 0..HALVINGS {
            for i in 0..size {
                let orthant = if point[i] == 0.0 { -steepest[i] } else { point[i] };
                let moved = point[i] + length * direction[i];
                next[i] = if moved * orthant > 0.0 { moved } else { 0.0 };
            }
            let reached = function(&next, &mut next_gradient) + l1 * next.iter().map(|x| x.abs()).sum::<f64>();
            let gain: f64 = next.iter().zip(&point).zip(&steepest).map(|((n, p), g)| (n - p) * g).sum();
            if reached <= value + 1e-4 * gain {
                found = Some(reached);
                break;
            }
            length *= 0.5;
        }
        let Some(reached) = found else { break };
        let step: Vec<f64> = next.iter().zip(&point).map(|(n, p)| n - p).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        let curvature = dot(&step, &change);
        if curvature > 1e-10 {
            pairs.push_back(Pair { step, change, curvature });
            if pairs.len() > MEMORY {
                pairs.pop_front();
            }
        }
        (point, gradient, value) = (next, next_gradient, reached);
        each(iteration, value);
        values.push_back(value);
        if values.len() > PERIOD {
            let before = values.pop_front().unwrap_or(value);
            if (before - value) / value.abs().max(1.0) < ENOUGH {
                break;
            }
        }
    }
    point
}

fn pseudo_gradient(point: &[f64], gradient: &[f64], l1: f64) -> Vec<f64> {
    let slope = |(&x, &g): (&f64, &f64)| {
        if x > 0.0 {
            g + l1
        } else if x < 0.0 {
            g - l1
        } else if g + l1 < 0.0 {
            g + l1
        } else if g - l1 > 0.0 {
            g - l1
        } else {
            0.0
        }
    };
    point.iter().zip(gradient).map(slope).collect()
}

/// The two-loop recursion.
fn newton_direction(gradient: &[f64], pairs: &VecDeque<Pair>) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().rev() {
        let share = dot(&pair.step, &direction) / pair.curvature;
        add(&mut direction, -share, &pair.change);
        shares.push(share);
    }
    if let Some(last) = pairs.back() {
        let scale = last.curvature / dot(&last.change, &last.change);
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for (pair, share) in pairs.iter().zip(shares.iter().rev()) {
        let other = dot(&pair.change, &direction) / pair.curvature;
        add(&mut direction, share - other, &pair.step);
    }
    direction
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(t, w)| *t += factor * w);
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn finds_the_shrunken_minimum_and_exact_zeros() {
        let target = [3.0, -2.0, 0.3, 0.0];
        let function = |x: &[f64], gradient: &mut [f64]| {
            gradient.iter_mut().zip(x).zip(&target).for_each(|((g, x), t)| *g = x - t);
            x.iter().zip(&target).map(|(x, t)| (x - t) * (x - t) / 2.0).sum()
        };
        let found = minimise(4, 0.5, 50, function, |_, _| {});
        for (found, wanted) in found.iter().zip([2.5, -1.5, 0.0, 0.0]) {
            assert!((found - wanted).abs() < 1e-3, "{found} for {wanted}");
        }
        assert_eq!(found[2], 0.0);
    }
}
