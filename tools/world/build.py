#!/usr/bin/env python3
"""Makes `crates/places/data/world.bin`, the outline of the world that maps are drawn from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 tools/world/build.py package/countries-10m.json crates/places/data/world.bin

The data are Natural Earth's (naturalearthdata.com, 1:10m, public domain), as world-atlas (ISC licence) packs them into
TopoJSON: lines that countries share are there once.

FORMAT. The bytes `VISWORLD`, then two lists of lines: the shores (closed; land is what lies within an odd number of
them) and the borders between countries. A list is the number of its lines; a line the number of its points, then for
each point how far it is east and north of the one before (the first: of 0, 0), in 1/100 degree. All numbers are
varints of seven bits a byte, the lowest first; differences zigzagged.
"""
import json
import sys

UNIT = 100  # to a degree: a kilometre
TOLERANCE = 0.025  # degrees that a line may be off, nearly three kilometres
LEAST = 0.002  # square degrees of an island that is kept, some 25 km² at the equator


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology['transform']['scale'], topology['transform']['translate']
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def simpler(points):
    """Douglas and Peucker, without recursion."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        worst, at = TOLERANCE, None
        for i in range(first + 1, last):
            px, py = points[i]
            off = abs(dx * (py - ay) - dy * (px - ax)) / length if length else ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
            if off > worst:
                worst, at = off, i
        if at is not None:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def polygons(geometry):
    if geometry['type'] == 'GeometryCollection':
        for one in geometry['geometries']:
            yield from polygons(one)
    elif geometry['type'] == 'Polygon':
        yield geometry['arcs']
    elif geometry['type'] == 'MultiPolygon':
        yield from geometry['arcs']


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def line(points):
    units = []
    for x, y in points:
        unit = (round(x * UNIT), round(y * UNIT))
        if not units or units[-1] != unit:
            units.append(unit)
    out, before = bytearray(varint(len(units))), (0, 0)
    for unit in units:
        for new, old in zip(unit, before):
            out += varint(((new - old) << 1) ^ ((new - old) >> 63))
        before = unit
    return bytes(out) if len(units) > 1 else b''


def main(source, target):
    topology = json.load(open(source))
    raw = list(arcs_of(topology))
    arcs = [simpler(arc) for arc in raw]
    shores = []
    for polygon in polygons(topology['objects']['land']):
        for ring in polygon:
            points, whole = [], []
            for number in ring:
                points += arcs[number] if number >= 0 else arcs[~number][::-1]
                whole += raw[number] if number >= 0 else raw[~number][::-1]
            if area(whole) >= LEAST and len(points) > 3:
                shores.append(points)
    used = {}
    for polygon in polygons(topology['objects']['countries']):
        for ring in polygon:
            for number in ring:
                used[number if number >= 0 else ~number] = used.get(number if number >= 0 else ~number, 0) + 1
    borders = [arcs[number] for number, times in sorted(used.items()) if times > 1]
    out = b'VISWORLD'
    for lines in (shores, borders):
        packed = [one for one in map(line, lines) if one]
        out += varint(len(packed)) + b''.join(packed)
    open(target, 'wb').write(out)
    print(len(shores), 'shores', len(borders), 'borders', sum(map(len, shores + borders)), 'points', len(out), 'bytes')


main(*sys.argv[1:])
