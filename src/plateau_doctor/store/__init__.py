"""What people said, kept on this computer: the only place that knows SQLAlchemy. Nothing derived is stored.

`Repository` (repository.py) reads and writes; `StoreThread` (thread.py) runs one in a thread of its own, and is
what the window uses. `data_folder`, `Row` and `Stored` can be imported without loading SQLAlchemy.
"""
